import { expect, test } from 'vitest';
import type { CweId } from '../core/cwe.ts';
import { identifyChoices, namedCwe } from './identify-choices.ts';
import { exampleTask } from './testing/example-task.ts';

const cwes = ['CWE-89', 'CWE-79', 'CWE-22', 'CWE-89', 'CWE-78', 'CWE-20'];

function idsOf(suiteCwes: readonly string[], name: string, choices?: readonly CweId[]) {
  const tasks = suiteCwes.map((cwe, index) => exampleTask(`task-${index}`, 'sql', cwe));
  return identifyChoices({ suite: { tasks, seed: 7 }, task: exampleTask(name, 'sql'), choices }).map(({ id }) => id);
}

test('every weakness is listed once, by name', () => {
  expect(idsOf(cwes, 'order-search').toSorted()).toEqual(['CWE-20', 'CWE-22', 'CWE-78', 'CWE-79', 'CWE-89']);
  expect(namedCwe('CWE-20').name).toBe('Improper Input Validation');
});

test('a list of its own stands in place of the weaknesses of the suite', () => {
  expect(idsOf(cwes, 'order-search', ['CWE-352', 'CWE-89']).toSorted()).toEqual(['CWE-352', 'CWE-89']);
});

test('the order is the same for the same task and seed, and another for other tasks', () => {
  expect(idsOf(cwes.toReversed(), 'a')).toEqual(idsOf(cwes, 'a'));
  const orders = Array.from({ length: 30 }, (_, index) => idsOf(cwes, `task-${index}`));
  expect(new Set(orders.map((order) => order[0])).size).toBe(5);
});

test('a number that MITRE has not given is a mistake', () => {
  expect(() => namedCwe('CWE-99999')).toThrow('CWE-99999');
});
