import { expect, test } from 'vitest';
import type { Task } from '../../core/task.ts';
import { loadSuite } from '../load-suite.ts';
import { sampleFiles, withFolder } from '../testing/suite-folder.ts';
import { checkNearDuplicates } from './near-duplicates.ts';

const words = Array.from({ length: 300 }, (_, index) => `word${index}`);

async function twoTasks(problem: (index: number) => string): Promise<[Task, Task]> {
  return withFolder(sampleFiles(), async (folder) => {
    const [sample] = (await loadSuite(folder)).tasks;
    if (sample === undefined) throw new Error('the sample suite has a task');
    const make = (index: number): Task => ({
      ...sample,
      definition: { ...sample.definition, id: `CWE-089/task-${index}` },
      problem: problem(index),
      tests: { functional: `a${index} = 1`, security: '', fixtures: '', companion: '' },
    });
    return [make(1), make(2)];
  });
}

test('a problem with every tenth word replaced is the same problem', async () => {
  const [one, other] = await twoTasks((index) => words.map((word, at) => (at % 10 ? word : word + index)).join(' '));
  expect(checkNearDuplicates(one, [one, other])).toEqual([
    expect.objectContaining({ check: 'near-duplicate', detail: expect.stringContaining('CWE-089/task-2') }),
  ]);
});

test('a problem with every third word replaced is another one', async () => {
  const [one, other] = await twoTasks((index) => words.map((word, at) => (at % 3 ? word : word + index)).join(' '));
  expect(checkNearDuplicates(one, [one, other])).toEqual([]);
});
