import { expect, it } from 'vitest';
import { UserMistake } from '../core/errors.ts';
import { parseSeverityWeights } from './severity-weights.ts';

it('reads weights by name; what is not named counts 1', () => {
  expect(parseSeverityWeights('critical=4, high=0.5')).toEqual({ low: 1, medium: 1, high: 0.5, critical: 4 });
});

it.each([
  ['grave=2', "'grave' is no severity"],
  ['high', "the weight of high must be a number from 0 on, not ''"],
  ['high=-1', "not '-1'"],
  ['high=1=2', 'the weight of high'],
  ['high=Infinity', "not 'Infinity'"],
  ['low=0,medium=0,high=0,critical=0', 'one of them must be above 0'],
])('refuses %s', (text, message) => {
  expect(() => parseSeverityWeights(text)).toThrow(UserMistake);
  expect(() => parseSeverityWeights(text)).toThrow(message);
});
