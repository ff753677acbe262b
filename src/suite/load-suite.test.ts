import { expect, test } from 'vitest';
import { UserMistake } from '../core/errors.ts';
import type { Suite } from '../core/task.ts';
import { listTasks } from './list-suite.ts';
import { loadSuite } from './load-suite.ts';
import { sampleFiles, withFolder } from './testing/suite-folder.ts';

const task = 'CWE-089/order-search';

function load(change: (files: Record<string, string>) => void = () => {}): Promise<Suite> {
  const files = sampleFiles();
  change(files);
  return withFolder(files, loadSuite);
}

async function mistake(change: (files: Record<string, string>) => void): Promise<string> {
  const thrown: unknown = await load(change).catch((cause: unknown) => cause);
  expect(thrown).toBeInstanceOf(UserMistake);
  return thrown instanceof Error ? thrown.message : '';
}

function edit(file: string, from: string, to: string) {
  return (files: Record<string, string>) => {
    files[file] = (files[file] ?? '').replace(from, to);
  };
}

test('a suite holds its tasks, with the main reference of each kind first', async () => {
  const suite = await load((files) => {
    files[`${task}/python/insecure-10.py`] = 'x = 1\n';
    files[`${task}/python/notes.txt`] = 'no variant';
  });
  expect(suite).toMatchObject({ name: 'sample', version: '1.2.3', seed: 7 });
  const names = suite.tasks[0]?.variants.map((variant) => variant.name);
  expect(names).toEqual(['secure', 'secure-2', 'insecure', 'insecure-2', 'insecure-3', 'insecure-10']);
  expect(suite.tasks[0]?.definition.limits['cpu-seconds']).toBe(2);
  expect(suite.tasks[0]?.tests).toMatchObject({ fixtures: '', companion: '' });
});

test('the fingerprint covers every file that is read, and nothing else', async () => {
  const plain = await load();
  const added = await load((files) => {
    files['README.md'] = 'hello';
    files[`${task}/.notes.swp`] = 'hello';
  });
  expect(added.fingerprint).toBe(plain.fingerprint);
  for (const file of [`${task}/steps.md`, `${task}/python/insecure-2.py`, 'environment.yaml']) {
    const changed = await load((files) => {
      files[file] += '\n';
    });
    expect(changed.fingerprint, file).not.toBe(plain.fingerprint);
  }
  const withFixtures = await load((files) => {
    files[`${task}/fixtures.py`] = '';
  });
  expect(withFixtures.fingerprint).not.toBe(plain.fingerprint);
});

test('a mistake in YAML names file, line and field', async () => {
  const file = `${task}/task.yaml`;
  expect(await mistake(edit(file, 'severity: high', 'severity: hihg'))).toMatch(
    /^CWE-089\/order-search\/task\.yaml:5: severity: .*"critical"/,
  );
  expect(await mistake(edit(file, 'CWE-943', 'CWE-0943'))).toMatch(/task\.yaml:4: labels\.1: .*no leading zeros/);
  expect(await mistake(edit(file, 'fit: strong', 'fitt: strong'))).toBe(
    `${file}:6: fitt: there is no such field (and 1 more)`,
  );
  expect(await mistake(edit(file, 'fit: strong', ''))).toBe(`${file}:1: fit: missing`);
  expect(await mistake(edit(file, 'fit: strong', 'fit: strong\nfamilly: x'))).toBe(
    `${file}:7: familly: there is no such field`,
  );
  expect(await mistake(edit(file, 'labels: [CWE-89', 'labels: [[CWE-89'))).toMatch(/task\.yaml:\d+: /);
  expect(await mistake(edit('environment.yaml', 'trixie', 'Trixie'))).toMatch(/^environment\.yaml:1: debian: /);
});

test('a task stands in the folder of its id and of its weakness', async () => {
  const file = `${task}/task.yaml`;
  expect(await mistake(edit(file, 'id: CWE-089/order-search', 'id: CWE-089/order-find'))).toContain('its folder is');
  expect(await mistake(edit(file, 'cwe: CWE-89', 'cwe: CWE-943'))).toContain('its folder must be CWE-943');
  expect(await mistake(edit(file, 'labels: [CWE-89, ', 'labels: ['))).toContain('labels must contain CWE-89');
});

test('what is missing is named, all of it', async () => {
  const message = await mistake((files) => {
    delete files[`${task}/steps.md`];
    delete files[`${task}/test_security.py`];
  });
  expect(message).toBe(`${task} lacks steps.md, test_security.py`);
  expect(await mistake((files) => delete files[`${task}/python/insecure.py`])).toBe(`${task} lacks python/insecure.py`);
  expect(await mistake((files) => delete files[`${task}/task.yaml`])).toBe(`${task} has no task.yaml`);
  expect(await mistake((files) => delete files['suite.yaml'])).toContain('is not a suite: it has no suite.yaml');
});

test('a view and a listing tell nothing of tests and references', async () => {
  const suite = await load();
  expect(listTasks(suite.tasks, suite)).toEqual([
    {
      id: task,
      title: 'Search the orders of a shop',
      cwe: 'CWE-89',
      labels: ['CWE-89', 'CWE-943'],
      tags: ['codeseceval-44', 'secucogen-21'],
      severity: 'high',
      fit: 'strong',
      family: 'sql-search',
      languages: ['python'],
      requires: [],
      libraries: [],
    },
  ]);
});
