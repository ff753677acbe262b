import { expect, test } from 'vitest';
import type { Task } from '../core/task.ts';
import { kindsOf, spreadOverKinds } from './evidence-kinds.ts';
import { loadSuite } from './load-suite.ts';
import { sampleFiles, withFolder } from './testing/suite-folder.ts';

async function tasksWith(sources: Readonly<Record<string, string>>): Promise<Task[]> {
  const suite = await withFolder(sampleFiles(), loadSuite);
  return suite.tasks.flatMap((task) =>
    Object.entries(sources).map(([id, security]) => ({
      ...task,
      definition: { ...task.definition, id },
      tests: { ...task.tests, security },
    })),
  );
}

const sources = {
  plain: 'def test_it(solution):\n    assert solution.watch() == "network"\n',
  watched: 'def test_it(solution, watch):\n    pass\n',
  alsoWatched: 'def test_it(watch,\n    payload):\n    pass\n',
  served: 'def test_it(web, network):\n    pass\n',
  costly: 'from seceval import exhaustion\n\n@exhaustion\ndef test_it(solution):\n    pass\n',
  frozen: 'def test_it(fresh_solution):\n    fresh_solution(frozen_clock=1.0)\n',
};

test('the kind is what a test asks for, not what it says', async () => {
  const kinds = (await tasksWith(sources)).map((task) => [task.definition.id, kindsOf(task).join(' ')]);
  expect(Object.fromEntries(kinds)).toEqual({
    plain: 'values',
    watched: 'watched-files',
    alsoWatched: 'watched-files',
    served: 'network web',
    costly: 'cost',
    frozen: 'copied-processes',
  });
});

test('a choice covers every kind before it takes a second of one', async () => {
  const tasks = await tasksWith(sources);
  const chosen = (count: number) => spreadOverKinds(tasks, count).map(({ definition }) => definition.id);
  expect(chosen(5).toSorted()).toEqual(['costly', 'frozen', 'plain', 'served', 'watched']);
  expect(chosen(30)).toHaveLength(6);
});
