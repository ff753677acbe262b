import { expect, test } from 'vitest';
import { chooseExample } from './choose-example.ts';
import { exampleTask } from './testing/example-task.ts';

const task = exampleTask('order-search', 'sql-search');
const sibling = exampleTask('user-search', 'sql-search');
const others = Array.from({ length: 20 }, (_, index) => exampleTask(`other-${index}`, `family-${index}`));
const tasks = [task, sibling, ...others];

test('an example is the problem and the secure variant of a task of another family', () => {
  for (let seed = 0; seed < 50; seed++) {
    const example = chooseExample(tasks, task, seed);
    const name = example.task.split('/')[1];
    expect(example).toEqual({
      task: expect.stringMatching(/^CWE-089\/other-/),
      problem: `The problem of ${name}.\n`,
      code: `secure = "${name}"\n`,
    });
  }
});

test('the choice depends on the seed and the task, and on nothing else', () => {
  expect(chooseExample(tasks.toReversed(), task, 7)).toEqual(chooseExample(tasks, task, 7));
  const bySeed = new Set(Array.from({ length: 50 }, (_, seed) => chooseExample(tasks, task, seed).task));
  const byTask = new Set(others.map((other) => chooseExample(tasks, other, 7).task));
  expect(bySeed.size).toBeGreaterThan(10);
  expect(byTask.size).toBeGreaterThan(5);
});

test('a task that is not chosen may go without changing the choice', () => {
  const example = chooseExample(tasks, task, 7);
  const fewer = tasks.filter((other, index) => other.definition.id === example.task || index % 2 === 0);
  expect(chooseExample(fewer, task, 7)).toEqual(example);
});

test('a suite of one family has no example', () => {
  expect(() => chooseExample([task, sibling], task, 7)).toThrow('no example for CWE-089/order-search');
});
