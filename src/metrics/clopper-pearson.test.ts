import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson } from './clopper-pearson.ts';
import { betaQuantile, incompleteBeta } from './incomplete-beta.ts';

// scipy 1.17.1: beta.ppf(0.025, x, n - x + 1) and beta.ppf(0.975, x + 1, n - x).
const bounds = [
  [0, 1, 0, 0.975],
  [1, 1, 0.025, 1],
  [0, 8, 0, 0.3694166475528192],
  [8, 8, 0.6305833524471807, 1],
  [3, 20, 0.0320709371854637, 0.37892682654531396],
  [0, 164, 0, 0.022242082203801514],
  [7, 12, 0.2766696856821058, 0.8483477701915698],
  [29, 30, 0.8278305443665873, 0.9991564290733695],
  [15, 30, 0.31297028586802744, 0.6870297141319726],
  [1, 500, 5.0634334007415215e-5, 0.011092476898968787],
  [250, 500, 0.4552855693242276, 0.5447144306757724],
  [9999, 10_000, 0.9994429630020529, 0.9999974682224065],
] as const;

// scipy 1.17.1: scipy.special.betainc(a, b, x).
const betas = [
  [0.5, 1, 1, 0.5],
  [0.1, 3, 18, 0.32307319481053404],
  [0.3, 12.5, 0.5, 5.412985002964116e-8],
  [0.99, 100, 2, 0.7320646825464588],
  [0.001, 1, 5000, 0.9932788880401344],
  [0.52, 1000, 900, 0.2905178040110196],
  [0.02, 0.5, 40, 0.7949681349925073],
] as const;

describe('clopperPearson', () => {
  it.each(bounds)('%i of %i', (successes, trials, lower, upper) => {
    const [low, high] = clopperPearson(successes, trials);
    expect(low).toBeCloseTo(lower, 11);
    expect(high).toBeCloseTo(upper, 11);
  });

  it('contains the share, is symmetrical and knows nothing without trials', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(300), (trials, seed) => {
        const successes = seed % (trials + 1);
        const [low, high] = clopperPearson(successes, trials);
        const [mirroredLow, mirroredHigh] = clopperPearson(trials - successes, trials);
        expect(low).toBeLessThanOrEqual(successes / trials);
        expect(high).toBeGreaterThanOrEqual(successes / trials);
        expect(low).toBeCloseTo(1 - mirroredHigh, 11);
        expect(high).toBeCloseTo(1 - mirroredLow, 11);
      }),
    );
    expect(clopperPearson(0, 0)).toEqual([0, 1]);
  });

  it('covers the true share at least 95 times of 100', () => {
    for (const share of [0.02, 0.3, 0.5, 0.87]) {
      let covered = 0;
      const trials = 12;
      for (let successes = 0; successes <= trials; successes++) {
        const [low, high] = clopperPearson(successes, trials);
        if (low <= share && share <= high) covered += binomial(trials, successes, share);
      }
      expect(covered).toBeGreaterThanOrEqual(0.95);
    }
  });
});

describe('incompleteBeta', () => {
  it.each(betas)('x=%f a=%f b=%f', (x, a, b, expected) => {
    expect(Math.abs(incompleteBeta(x, a, b) - expected)).toBeLessThan(expected * 1e-11);
  });

  it('is undone by its quantile', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        (p, a, b) => {
          expect(incompleteBeta(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 9);
        },
      ),
    );
  });
});

function binomial(trials: number, successes: number, share: number): number {
  let chance = share ** successes * (1 - share) ** (trials - successes);
  for (let index = 1; index <= successes; index++) chance *= (trials - successes + index) / index;
  return chance;
}
