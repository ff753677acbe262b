import { expect, test } from 'vitest';
import { formatFindings } from './doctor/format-findings.ts';
import { examineNamespaces, type NamespaceFacts, namespaceRemedy } from './doctor/namespaces.ts';
import { examineNode } from './doctor/programs.ts';

const open: NamespaceFacts = {
  maxUserNamespaces: 10_000,
  unprivilegedClone: undefined,
  appArmorRestricts: undefined,
  container: undefined,
};

test('each thing that forbids namespaces has its own remedy', () => {
  expect(namespaceRemedy(open)).toBeUndefined();
  expect(namespaceRemedy({ ...open, maxUserNamespaces: 0 })).toContain('user.max_user_namespaces=15000');
  expect(namespaceRemedy({ ...open, unprivilegedClone: 0 })).toContain('kernel.unprivileged_userns_clone=1');
  expect(namespaceRemedy({ ...open, appArmorRestricts: 1 })).toContain('/etc/apparmor.d/bwrap');
  expect(namespaceRemedy({ ...open, container: 'docker' })).toContain('systempaths=unconfined');
  expect(namespaceRemedy({ ...open, container: 'kubernetes' })).toContain('procMount: Unmasked');
});

test('a switch that is set is no fault where the sandbox works all the same', () => {
  const facts: NamespaceFacts = { ...open, appArmorRestricts: 1 };
  expect(examineNamespaces(facts, true)).toMatchObject({ ok: true });
  expect(examineNamespaces(facts, false)).toMatchObject({ ok: false });
});

test('Node must be new enough', () => {
  expect(examineNode('20.18.3').ok).toBe(false);
  expect(examineNode('20.19.0').ok).toBe(true);
  expect(examineNode('24.0.1').ok).toBe(true);
});

test('a report shows what is needed and missing, with its remedy', () => {
  const text = formatFindings({
    findings: [
      { name: 'node', ok: true, detail: '20.20.2', needed: true },
      {
        name: 'bubblewrap',
        ok: false,
        detail: 'not installed',
        needed: true,
        remedy: 'sudo apt-get install bubblewrap',
      },
      { name: 'python', ok: false, detail: 'none', needed: false },
    ],
    tiers: [
      {
        name: 'bubblewrap',
        works: false,
        detail: 'not installed',
        remedy: 'sudo apt-get install bubblewrap',
        deviations: [],
      },
      { name: 'uids', works: true, detail: 'user ids', deviations: ['candidates share the network'] },
    ],
    tier: 'uids',
  });
  expect(text).toBe(
    [
      '✓ node        20.20.2',
      '✗ bubblewrap  not installed',
      '              → sudo apt-get install bubblewrap',
      '! python      none',
      '',
      'Sandbox tiers, in the order of choice:',
      '! bubblewrap  not installed',
      '              → sudo apt-get install bubblewrap',
      '✓ uids        user ids',
      '              - candidates share the network',
      '',
      'Not ready: bubblewrap. Sandbox tier: uids.',
      '',
    ].join('\n'),
  );
});
