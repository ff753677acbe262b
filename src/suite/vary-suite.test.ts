import { expect, test } from 'vitest';
import type { Suite, Task } from '../core/task.ts';
import { loadSuite } from './load-suite.ts';
import { sampleFiles, withFolder } from './testing/suite-folder.ts';
import { varyFaults, varySuite, varyTask } from './vary-suite.ts';

const id = 'CWE-089/order-search';

function sample(vary: Record<string, string[]>): Promise<Suite> {
  const files = sampleFiles();
  files[`${id}/task.yaml`] += `vary: ${JSON.stringify(vary)}\n`;
  files[`${id}/test_function.py`] =
    'def test_x(solution):\n    assert solution.find_orders("a", "b") == []  # number\n';
  return withFolder(files, loadSuite);
}

async function sampleTask(vary: Record<string, string[]>): Promise<Task> {
  const [task] = (await sample(vary)).tasks;
  if (task === undefined) throw new TypeError('the sample has no task');
  return task;
}

test('a name changes in prose, tests, references and entry points alike, and only as a whole word', async () => {
  const task = varyTask(await sampleTask({ find_orders: ['list_sales'], number: ['numeral'], order: ['sale'] }), 3);
  expect(task.definition['entry-points']).toEqual(['list_sales']);
  expect(task.tests.functional).toBe(
    'def test_x(solution):\n    assert solution.list_sales("a", "b") == []  # numeral\n',
  );
  expect(task.variants.every(({ code }) => code.includes('def list_sales('))).toBe(true);
  expect(task.problem).toContain('orders'); // not a whole word of the list
  expect(task.problem).toContain('Every sale is a dict with `numeral`');
});

test('two words that take each other’s place are swapped, not merged', async () => {
  const task = varyTask(await sampleTask({ number: ['placed'], placed: ['number'] }), 1);
  expect(task.problem).toContain('a dict with `placed` and `number`');
});

test('the seed draws names, payloads and the fingerprint; the same seed gives the same suite', async () => {
  const suite = await sample({ find_orders: ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8'] });
  const names = [1, 2, 3, 4, 5, 6].map((seed) => varySuite(suite, seed).tasks[0]?.definition['entry-points'][0]);
  expect(new Set(names).size).toBeGreaterThan(1);
  expect(varySuite(suite, 1)).toEqual(varySuite(suite, 1));
  expect(varySuite(suite, 1).fingerprint).not.toBe(suite.fingerprint);
  expect(varySuite(suite, 1).seed).not.toBe(suite.seed);
});

test('a suite without lists cannot be varied', async () => {
  const suite = await withFolder(sampleFiles(), loadSuite);
  expect(() => varySuite(suite, 1)).toThrow(/no task of the suite sample says what can be renamed/);
});

test.each([
  [{ find_orders: ['list_sales'] }, []],
  [{ find_orders: ['placed'] }, [/'placed' is used in the task already/]],
  [{ find_orders: ['a', 'b'], number: ['c', 'd', 'c'] }, [/'a' is used/, /'b' is used/, /'c' is used/]],
  [{ find_orders: ['list_sales'], nowhere: ['other'] }, [/'nowhere' is nowhere in the task/]],
  [{ number: ['numeral'] }, [/the entry point find_orders has no other name/]],
])('the list %o has its faults', async (vary, faults) => {
  const found = varyFaults(await sampleTask(vary as Record<string, string[]>));
  expect(found).toHaveLength(faults.length);
  for (const [index, fault] of faults.entries()) expect(found[index]).toMatch(fault);
});
