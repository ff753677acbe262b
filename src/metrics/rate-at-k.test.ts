import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interval } from './metric.ts';
import { rateAtK } from './rate-at-k.ts';
import type { Tally } from './tally.ts';

/** Tasks written as one letter a sample: y, n, or ? for inconclusive; each its own family unless told. */
function observe(tasks: readonly string[], family = (index: number): string => `family-${index}`): Tally[] {
  return tasks.map((letters, index) => {
    const count = (wanted: string): number => [...letters].filter((letter) => letter === wanted).length;
    return {
      task: `task-${index}`,
      family: family(index),
      weight: 1,
      yes: count('y'),
      no: count('n'),
      unknown: count('?'),
    };
  });
}

describe('rateAtK', () => {
  it('averages over tasks, and counts attempts', () => {
    const metric = rateAtK(observe(['yyyy', 'n']), { k: 1 });
    expect(metric).toMatchObject({ value: 0.5, numerator: 4, denominator: 5, tasks: 2, families: 2 });
    expect(metric.inconclusiveRange).toEqual([0.5, 0.5]);
  });

  it('averages the prompts of one task before it averages tasks', () => {
    const [a, b] = [
      { task: 't', family: 'f', weight: 1, yes: 1, no: 0, unknown: 0 },
      { task: 't', family: 'f', weight: 1, yes: 0, no: 1, unknown: 0 },
    ] as const;
    expect(rateAtK([a, b, ...observe(['y'])], { k: 1 }).value).toBe(0.75);
  });

  it('leaves inconclusive attempts out of the value and shows what they could make of it', () => {
    const metric = rateAtK(observe(['yn?', '??', 'y']), { k: 1 });
    expect(metric).toMatchObject({ value: 0.75, tasks: 2, families: 3, numerator: 2, denominator: 3 });
    expect(metric.inconclusiveRange?.[0]).toBeCloseTo((1 / 3 + 0 + 1) / 3, 12);
    expect(metric.inconclusiveRange?.[1]).toBeCloseTo((2 / 3 + 1 + 1) / 3, 12);
  });

  it('has no value, and says why, where there is nothing to divide by', () => {
    expect(rateAtK([], { k: 1 })).toMatchObject({ reason: 'no attempt has been judged', interval: null });
    const inconclusive = rateAtK(observe(['??']), { k: 1 });
    expect(inconclusive).toMatchObject({ reason: 'every attempt is inconclusive', inconclusiveRange: [0, 1] });
    expect('value' in inconclusive).toBe(false);
    expect(rateAtK(observe(['yyy', 'y?n']), { k: 3 }).reason).toBe(
      'k = 3 needs 3 conclusive samples of every task; task-1 has 2',
    );
  });

  it('gives counts below 8 families, and from there on an interval whose lower end gates judge by', () => {
    const few = rateAtK(observe(Array(7).fill('y')), { k: 1 });
    expect(few).toMatchObject({ lowerBound: null, interval: null });
    expect(few.reason).toBe('7 families: too few for an interval; counts are given');
    const twelve = rateAtK(observe([...Array(7).fill('y'), ...Array(5).fill('n')]), { k: 1 });
    expect(twelve.reason).toBeNull();
    expect(twelve.interval).toMatchObject({ estimand: 'new-tasks', lower: twelve.lowerBound });
    expect(twelve.interval?.lower).toBeGreaterThan(0.25);
    expect(twelve.interval?.upper).toBeLessThan(0.86);
  });

  it('describes and does not infer where it is told to', () => {
    const metric = rateAtK(observe(Array(12).fill('y')), { k: 1, infer: false });
    expect(metric).toMatchObject({ value: 1, interval: null, thisSuite: null, lowerBound: null });
    expect(metric.reason).toContain('describes these tasks only');
  });

  it('is wider when the same answers come from fewer families', () => {
    const tasks = Array.from({ length: 60 }, (_, index) => (index % 8 < 4 ? 'y' : 'n'));
    const width = (family: (index: number) => string): number => {
      const { interval } = rateAtK(observe(tasks, family), { k: 1 });
      return interval === null ? 0 : interval.upper - interval.lower;
    };
    expect(width((index) => `family-${Math.floor(index / 4)}`)).toBeGreaterThan(
      1.5 * width((index) => `family-${index}`),
    );
  });

  it('is narrower for this suite than for new tasks, and narrower with more samples', () => {
    const letters = (samples: number) =>
      Array.from({ length: 40 }, (_, index) => `${(index % 2 === 0 ? 'y' : 'n').repeat(samples - 1)}y`);
    const of = (samples: number) => rateAtK(observe(letters(samples)), { k: 1 });
    const width = ({ lower, upper }: Interval): number => upper - lower;
    const [few, many] = [of(4), of(16)];
    if (!few.interval || !few.thisSuite || !many.thisSuite) expect.unreachable();
    expect(width(few.thisSuite)).toBeLessThan(width(few.interval));
    expect(width(many.thisSuite)).toBeLessThan(width(few.thisSuite));
  });

  it('keeps value, range and bound in order', () => {
    const task = fc.string({ unit: fc.constantFrom('y', 'n', '?'), minLength: 3, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(task, { minLength: 30, maxLength: 40 }), fc.integer({ min: 1, max: 3 }), (tasks, k) => {
        const { value, interval, thisSuite, inconclusiveRange, lowerBound } = rateAtK(observe(tasks), { k });
        if (value === undefined || interval === null || inconclusiveRange === null) return;
        const [low, high] = inconclusiveRange;
        const slack = 1e-12;
        expect(interval.lower).toBe(lowerBound);
        expect(interval.lower).toBeLessThanOrEqual(low + slack);
        expect(low).toBeLessThanOrEqual(value + slack);
        expect(value).toBeLessThanOrEqual(high + slack);
        expect(high).toBeLessThanOrEqual(interval.upper + slack);
        expect(thisSuite?.lower).toBeLessThanOrEqual(low + slack);
        expect(thisSuite?.upper).toBeGreaterThanOrEqual(high - slack);
      }),
    );
  });
});
