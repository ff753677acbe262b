import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserMistake } from '../core/errors.ts';
import { passAtK } from './pass-at-k.ts';

// Exact fractions of Python 3.11: 1 - Fraction(comb(n-c, k), comb(n, k)), then float().
const references = [
  [200, 7, 10, 0.3055988116177335],
  [5, 2, 3, 0.9],
  [10, 1, 10, 1],
  [1000, 1, 1, 0.001],
  [1_000_000, 1, 2, 2e-6],
  [100_000, 3, 7, 0.00020998740008400504],
  [20, 19, 1, 0.95],
  [10, 5, 5, 0.996031746031746],
] as const;

describe('passAtK', () => {
  it.each(references)('n=%i c=%i k=%i', (n, c, k, expected) => {
    expect(Math.abs(passAtK(n, c, k) - expected)).toBeLessThan(expected * 1e-13);
  });

  it('equals the mean over all subsets of k samples', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(9), fc.nat(8), (n, cSeed, kSeed) => {
        const c = cSeed % (n + 1);
        const k = 1 + (kSeed % n);
        let subsets = 0;
        let successes = 0;
        for (let mask = 0; mask < 2 ** n; mask++) {
          const members = Array.from({ length: n }, (_, index) => index).filter((index) => (mask >> index) & 1);
          if (members.length !== k) continue;
          subsets += 1;
          if (members.some((index) => index < c)) successes += 1;
        }
        expect(passAtK(n, c, k)).toBeCloseTo(successes / subsets, 12);
      }),
    );
  });

  it('is exactly 0 and 1 at the ends, and c/n for k = 1', () => {
    expect(passAtK(7, 0, 3)).toBe(0);
    expect(passAtK(7, 7, 1)).toBe(1);
    expect(passAtK(7, 5, 3)).toBe(1);
    expect(passAtK(8, 2, 1)).toBeCloseTo(0.25, 15);
  });

  it('refuses k beyond the samples, and a k that is no count', () => {
    expect(() => passAtK(3, 1, 5)).toThrow(UserMistake);
    expect(() => passAtK(3, 1, 5)).toThrow(/pass@5 needs at least 5 samples/);
    expect(() => passAtK(3, 1, 0)).toThrow(UserMistake);
    expect(() => passAtK(3, 1, 1.5)).toThrow(UserMistake);
  });
});
