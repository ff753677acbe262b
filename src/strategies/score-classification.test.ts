import { expect, test } from 'vitest';
import { expectedAnswers, isCorrect } from './score-classification.ts';

const definition = { id: 'CWE-089/order-search', labels: ['CWE-89', 'CWE-943'] };
const insecure = { kind: 'insecure', name: 'insecure-2' } as const;
const secure = { kind: 'secure', name: 'secure' } as const;

test('detect expects what the shown variant is', () => {
  expect(expectedAnswers('detect', { variant: insecure, definition })).toEqual(['vulnerable']);
  expect(expectedAnswers('detect', { variant: secure, definition })).toEqual(['secure']);
});

test('identify expects any label of the task, and shows insecure code only', () => {
  expect(expectedAnswers('identify', { variant: insecure, definition })).toEqual(['CWE-89', 'CWE-943']);
  expect(() => expectedAnswers('identify', { variant: secure, definition })).toThrow('CWE-089/order-search/secure');
});

test('no answer and an answer outside the list are wrong', () => {
  expect(isCorrect('CWE-943', definition.labels)).toBe(true);
  expect(isCorrect('CWE-79', definition.labels)).toBe(false);
  expect(isCorrect(undefined, definition.labels)).toBe(false);
});
