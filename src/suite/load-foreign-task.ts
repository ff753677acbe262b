import { join } from 'node:path';
import { UserMistake } from '../core/errors.ts';
import type { InProcessTests, Task, TaskDefinition } from '../core/task.ts';
import { loadAllVariants } from './load-variants.ts';
import type { SuiteFiles } from './suite-files.ts';

/** What a foreign task's process finds in its working folder. */
const fixtureFolder = 'files';

/**
 * Loads a task that another data set brought: its prose and references may be incomplete, and its tests, where it has any,
 * share the candidate's process.
 */
export async function loadForeignTask(files: SuiteFiles, definition: TaskDefinition): Promise<Task> {
  const { id, oracle } = definition;
  const text = async (name: string) => (await files.read(`${id}/${name}`)) ?? '';
  const problem = await files.read(`${id}/problem.md`);
  if (problem === undefined) throw new UserMistake(`${id} lacks problem.md`, { hint: 'docs/guide/import.md' });
  return {
    definition,
    folder: join(files.folder, id),
    problem,
    aware: await text('aware.md'),
    steps: await text('steps.md'),
    explanation: await text('explanation.md'),
    tests: { functional: '', security: '', fixtures: '', companion: '' },
    ...(oracle === 'in-process' && { inProcess: await loadTests(files, id) }),
    variants: await loadAllVariants(files, definition),
  };
}

async function loadTests(files: SuiteFiles, id: string): Promise<InProcessTests> {
  const test = await files.read(`${id}/test.py`);
  if (test === undefined) throw new UserMistake(`${id} lacks test.py`, { hint: 'docs/guide/import.md' });
  const found = await readFixtures(files, `${id}/${fixtureFolder}`, '');
  return { prelude: (await files.read(`${id}/prelude.py`)) ?? '', test, files: Object.fromEntries(found) };
}

async function readFixtures(files: SuiteFiles, root: string, below: string): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for (const { name, isFolder } of await files.entries(`${root}/${below}`)) {
    const path = below === '' ? name : `${below}/${name}`;
    if (isFolder) found.push(...(await readFixtures(files, root, path)));
    else {
      const content = await files.readBytes(`${root}/${path}`);
      if (content !== undefined) found.push([path, content.toString('base64')]);
    }
  }
  return found;
}
