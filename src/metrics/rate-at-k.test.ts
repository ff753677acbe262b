import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Holds, Observation } from './metric.ts';
import { rateAtK } from './rate-at-k.ts';

/** Tasks written as one letter a sample: y, n, or ? for inconclusive; each its own family unless told. */
function observe(tasks: readonly string[], family = (index: number): string => `family-${index}`): Observation[] {
  const meanings: Record<string, Holds> = { y: 'yes', n: 'no', '?': 'unknown' };
  return tasks.flatMap((letters, index) =>
    [...letters].map((letter) => ({
      task: `task-${index}`,
      family: family(index),
      unit: '',
      holds: meanings[letter] ?? 'unknown',
    })),
  );
}

describe('rateAtK', () => {
  it('averages over tasks, and counts attempts', () => {
    const metric = rateAtK(observe(['yyyy', 'n']), 1);
    expect(metric).toMatchObject({ value: 0.5, numerator: 4, denominator: 5, tasks: 2, families: 2 });
    expect(metric.inconclusiveRange).toEqual([0.5, 0.5]);
  });

  it('averages the prompts of one task before it averages tasks', () => {
    const [a, b] = [
      { task: 't', family: 'f', unit: 'insecure', holds: 'yes' },
      { task: 't', family: 'f', unit: 'insecure-2', holds: 'no' },
    ] as const;
    expect(rateAtK([a, b, ...observe(['y'])], 1).value).toBe(0.75);
  });

  it('leaves inconclusive attempts out of the value and shows what they could make of it', () => {
    const metric = rateAtK(observe(['yn?', '??', 'y']), 1);
    expect(metric).toMatchObject({ value: 0.75, tasks: 2, families: 3, numerator: 2, denominator: 3 });
    expect(metric.inconclusiveRange?.[0]).toBeCloseTo((1 / 3 + 0 + 1) / 3, 12);
    expect(metric.inconclusiveRange?.[1]).toBeCloseTo((2 / 3 + 1 + 1) / 3, 12);
  });

  it('has no value, and says why, where there is nothing to divide by', () => {
    expect(rateAtK([], 1)).toMatchObject({ reason: 'no attempt has been judged', interval: null });
    const inconclusive = rateAtK(observe(['??']), 1);
    expect(inconclusive).toMatchObject({ reason: 'every attempt is inconclusive', inconclusiveRange: [0, 1] });
    expect('value' in inconclusive).toBe(false);
    expect(rateAtK(observe(['yyy', 'y?n']), 3).reason).toBe(
      'k = 3 needs 3 conclusive samples of every task; task-1 has 2',
    );
  });

  it('gives counts below 30 families, the gate its bound from 8, and the interval from 30', () => {
    expect(rateAtK(observe(Array(7).fill('y')), 1)).toMatchObject({ lowerBound: null, interval: null });
    const twelve = rateAtK(observe([...Array(7).fill('y'), ...Array(5).fill('n')]), 1);
    expect(twelve.reason).toBe('12 families: too few for an interval; counts are given');
    expect(twelve.interval).toBeNull();
    expect(twelve.lowerBound).toBeCloseTo(0.2766696856821058, 11);
    const thirty = rateAtK(observe([...Array(15).fill('y'), ...Array(15).fill('n')]), 1);
    expect(thirty.reason).toBeNull();
    expect(thirty.interval?.lower).toBeCloseTo(0.31297028586802744, 11);
    expect(thirty.interval?.upper).toBeCloseTo(0.6870297141319726, 11);
  });

  it('counts a mixed family against the lower end and for the upper end', () => {
    const tasks = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? 'y' : 'n'));
    const { interval } = rateAtK(
      observe(tasks, (index) => `family-${Math.floor(index / 2)}`),
      1,
    );
    expect(interval).toMatchObject({ lower: 0, upper: 1 });
  });

  it('never bounds from above the value: one large family cannot be outvoted by small ones', () => {
    const tasks = [...Array(29).fill('y'), ...Array(100).fill('n')];
    const metric = rateAtK(
      observe(tasks, (index) => (index < 29 ? `family-${index}` : 'large')),
      1,
    );
    expect(metric.value).toBeCloseTo(29 / 129, 12);
    expect(metric.lowerBound).toBeLessThanOrEqual(29 / 129);
  });

  it('keeps value, range and bound in order', () => {
    const task = fc.string({ unit: fc.constantFrom('y', 'n', '?'), minLength: 3, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(task, { minLength: 30, maxLength: 40 }), fc.integer({ min: 1, max: 3 }), (tasks, k) => {
        const { value, interval, inconclusiveRange, lowerBound } = rateAtK(observe(tasks), k);
        if (value === undefined || interval === null || inconclusiveRange === null) return;
        const [low, high] = inconclusiveRange;
        const slack = 1e-12;
        expect(interval.lower).toBe(lowerBound);
        expect(interval.lower).toBeLessThanOrEqual(low);
        expect(low).toBeLessThanOrEqual(value + slack);
        expect(value).toBeLessThanOrEqual(high + slack);
        expect(high).toBeLessThanOrEqual(interval.upper);
      }),
    );
  });
});
