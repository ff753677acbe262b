import { expect, test } from 'vitest';
import { identifyChoices, namedCwe } from './identify-choices.ts';

const cwes = ['CWE-89', 'CWE-79', 'CWE-22', 'CWE-89', 'CWE-78', 'CWE-20'];

test('every weakness is listed once, by name', () => {
  const choices = identifyChoices(cwes, 7, 'CWE-089/order-search');
  expect(choices.map((choice) => choice.id).toSorted()).toEqual(['CWE-20', 'CWE-22', 'CWE-78', 'CWE-79', 'CWE-89']);
  expect(choices.find((choice) => choice.id === 'CWE-20')?.name).toBe('Improper Input Validation');
});

test('the order is the same for the same task and seed, and another for other tasks', () => {
  expect(identifyChoices(cwes.toReversed(), 7, 'a')).toEqual(identifyChoices(cwes, 7, 'a'));
  const orders = Array.from({ length: 30 }, (_, index) => identifyChoices(cwes, 7, `task-${index}`));
  expect(new Set(orders.map((order) => order[0]?.id)).size).toBe(5);
});

test('a number that MITRE has not given is a mistake', () => {
  expect(() => namedCwe('CWE-99999')).toThrow('CWE-99999');
});
