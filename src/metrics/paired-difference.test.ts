import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holm } from './holm.ts';
import { type PairedTask, pairedDifference } from './paired-difference.ts';
import { signFlipTest } from './sign-flip.ts';

/** One task a family, one sample a task: only the second side right `better` times, only the first `worse` times. */
function single(better: number, worse: number, same: number): PairedTask[] {
  const outcomes = [...Array(better).fill([0, 1]), ...Array(worse).fill([1, 0]), ...Array(same).fill([1, 1])];
  return outcomes.map(([first, second], index) => ({ task: `t${index}`, family: `f${index}`, first, second }));
}

describe('signFlipTest', () => {
  test('counts every assignment of signs', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 10 }), (values) => {
        const total = Math.abs(values.reduce((sum, value) => sum + value, 0));
        let far = 0;
        for (let mask = 0; mask < 2 ** values.length; mask++) {
          const sum = values.reduce((before, value, bit) => before + (mask & (1 << bit) ? value : -value), 0);
          if (Math.abs(sum) >= total) far += 1;
        }
        expect(signFlipTest(values, 1)).toBeCloseTo(far / 2 ** values.length, 12);
      }),
    );
  });

  test('is the p-value of scipy.stats.permutation_test for paired samples', () => {
    // scipy 1.10.1 (Debian bookworm): permutation_test((x,), sum, permutation_type="samples", n_resamples=inf)
    expect(signFlipTest([0.2, 0.4, -0.2, 0.6, 0.8, 0, 0.2, 0.4, -0.4, 0.6], 0.2)).toBeCloseTo(0.0859375, 12);
  });
});

describe('pairedDifference', () => {
  test('of single answers is the exact test of McNemar', () => {
    // statsmodels 0.13.5: mcnemar([[20, 3], [11, 6]], exact=True).pvalue, and with 8 and 0
    expect(pairedDifference(single(11, 3, 26)).inference?.pValue).toBeCloseTo(0.057373046875, 10);
    expect(pairedDifference(single(8, 0, 4)).inference?.pValue).toBeCloseTo(0.0078125, 10);
  });

  test('excludes 0 from its interval exactly when the p-value is below 0.05', () => {
    const rate = fc.integer({ min: 0, max: 4 }).map((right) => right / 4);
    const pair = fc.record({ family: fc.integer({ min: 0, max: 20 }), first: rate, second: rate });
    fc.assert(
      fc.property(fc.array(pair, { minLength: 20, maxLength: 40 }), (pairs) => {
        const found = pairedDifference(
          pairs.map((one, index) => ({ ...one, task: `${index}`, family: `${one.family}` })),
        );
        if (found.inference === undefined) return;
        const { pValue, interval } = found.inference;
        expect(interval[0]).toBeLessThanOrEqual(found.difference + 1e-9);
        expect(interval[1]).toBeGreaterThanOrEqual(found.difference - 1e-9);
        expect(interval[0] > 0 || interval[1] < 0).toBe(pValue < 0.05);
      }),
      { numRuns: 40 },
    );
  });

  test('turns its sign with its sides', () => {
    const pairs = single(9, 2, 12);
    const turned = pairs.map(({ first, second, ...rest }) => ({ ...rest, first: second, second: first }));
    const [one, other] = [pairedDifference(pairs), pairedDifference(turned)];
    expect(other.difference).toBeCloseTo(-one.difference, 12);
    expect(other.inference?.pValue).toBe(one.inference?.pValue);
    expect(other.inference?.interval[0]).toBeCloseTo(-(one.inference?.interval[1] ?? 0), 2);
  });

  test('takes a family of alike tasks as one witness, and fewer than eight as none', () => {
    const alike = single(12, 0, 12).map((pair, index) => ({ ...pair, family: `f${index % 8}` }));
    expect(pairedDifference(alike).inference?.pValue).toBeGreaterThan(
      pairedDifference(single(12, 0, 12)).inference?.pValue ?? 1,
    );
    expect(pairedDifference(single(7, 0, 0))).toMatchObject({ families: 7, better: 7, inference: undefined });
  });
});

test('holm steps down, and never below a smaller one', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holm([0.6, 0.7])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});
