import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { files } from './testing/hindrances/files.ts';
import { heldUp } from './testing/hindrances/held-up.ts';
import { network } from './testing/hindrances/network.ts';
import { processes } from './testing/hindrances/processes.ts';
import { values } from './testing/hindrances/values.ts';
import { whileLoading } from './testing/hindrances/while-loading.ts';
import { inlineTask, told } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

// What a candidate leaves in the way of the judge's own part of a test: it must neither hold the judge up for ever
// nor pass for a fault of the harness.
let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge(2);
});
afterAll(() => judge.close());

const limits = { 'cpu-seconds': 1, 'files-mib': 8 };

const elsewhere = inlineTask({ functional: 'def test_it(solution):\n    assert solution.answer() == 42\n' });

describe.each([
  ['what is awkward to read', heldUp],
  ['files', files],
  ['values', values],
  ['the network', network],
  ['processes', processes],
])('a judge is not held up by %s', (_kind, hindrances) => {
  test.concurrent.for(Object.entries(hindrances))(
    '%s',
    async ([name, { test: functional, code, told: expected, wallSeconds = 10 }], { skip, expect }) => {
      const needsNetwork = hindrances === network || /\bnetwork\b|create_server/.test(functional + code);
      skip(needsNetwork && judge.lacks.has('network'), 'this tier has no network');
      // Where the kernel does not bound and hide its files, they end a test in another way, and never the judge.
      const ownFiles = !judge.lacks.has('namespaces');
      skip(!ownFiles && name === 'a work folder that is full', 'this tier watches the sum of files');
      const task = inlineTask({ limits: { ...limits, 'wall-seconds': wallSeconds }, functional });
      const judgement = await judge.run(task, code);
      expect(judgement, judgement.detail).toMatchObject({ verdict: 'broken', reason: 'function' });
      expect(told(judgement, 'test_it')).toMatch(hindrances === files && !ownFiles ? /^error: / : expected);
      expect(await judge.run(elsewhere, 'def answer():\n    return 42\n')).toMatchObject({ verdict: 'secure' });
    },
  );
});

describe('a judge is not held up while a candidate loads by', () => {
  test.concurrent.each(Object.entries(whileLoading))('%s', async (_name, { code, told: expected, wallSeconds = 1 }) => {
    const task = inlineTask({ limits: { ...limits, 'wall-seconds': wallSeconds } });
    const judgement = await judge.run(task, `${code}\ndef answer():\n    return 42\n`);
    expect(judgement, judgement.detail).toMatchObject({ verdict: 'invalid' });
    expect(judgement.detail).toMatch(expected);
    expect(await judge.run(elsewhere, 'def answer():\n    return 42\n')).toMatchObject({ verdict: 'secure' });
  });
});

test('a source that is larger than the files of its task is judged all the same', async () => {
  const small = inlineTask({ limits: { 'files-mib': 1 } });
  const judgement = await judge.run(small, `# ${'x'.repeat(3 << 20)}\ndef answer():\n    return 42\n`);
  expect(judgement).toMatchObject({ verdict: 'secure' });
});
