import { expect, test } from 'vitest';
import { loadSuite } from './load-suite.ts';
import { reviewSheet } from './review-sheet.ts';
import { staticFindings } from './static-checks.ts';
import { suiteSkeleton, taskSkeleton } from './task-skeleton.ts';
import { sampleFiles, withFolder } from './testing/suite-folder.ts';

const id = 'CWE-022/photo-albums';
const files = {
  'suite.yaml': suiteSkeleton('mine'),
  'environment.yaml': 'debian: trixie\npackages: [python3]\nlibraries: {}\n',
  ...Object.fromEntries(Object.entries(taskSkeleton(id, 'CWE-22')).map(([path, text]) => [`${id}/${path}`, text])),
};

test('a new task loads, and its proof names every file that is still to be written', async () => {
  const [task] = (await withFolder(files, loadSuite)).tasks;
  if (task === undefined) throw new Error('the skeleton is no task');
  const unwritten = staticFindings(task, [task]).filter(({ check }) => check === 'unwritten');
  const named = new Set(unwritten.map(({ detail }) => detail.split(':')[0]));
  const written = [...Object.keys(taskSkeleton(id, 'CWE-22'))].map((path) =>
    path.startsWith('python/') ? path.replace(/\.py$/, '') : path,
  );
  expect([...named].sort()).toEqual(written.sort());
});

test('a task that is written has nothing of the skeleton in it', async () => {
  const [task] = (await withFolder(sampleFiles(), loadSuite)).tasks;
  expect(task && staticFindings(task, [task]).filter(({ check }) => check === 'unwritten')).toEqual([]);
});

test('a review sheet holds every reference and both test files, whatever fences they contain', async () => {
  const code = 'HELP = """\n````\nnot the end\n````\n"""\n';
  const changed = { ...sampleFiles(), 'CWE-089/order-search/python/secure.py': code };
  const suite = await withFolder(changed, loadSuite);
  const [task] = suite.tasks;
  const sheet = task === undefined ? '' : reviewSheet(task, suite);
  expect(sheet).toContain(`\`\`\`\`\`python\n${code.trim()}\n\`\`\`\`\``);
  expect(sheet).toContain('def test_x(solution)');
  expect(sheet).toContain('def test_y(solution)');
  for (const name of ['secure', 'secure-2', 'insecure', 'insecure-2', 'insecure-3'])
    expect(sheet).toContain(`\`${name}\`,`);
});
