import { describe, expect, it } from 'vitest';
import { detectableDifference, type PowerRequest, power } from './detectable-difference.ts';

const request: PowerRequest = {
  baseRate: 0.5,
  withinTask: 0.5,
  withinFamily: 0.2,
  families: Array.from({ length: 40 }, () => 2),
  samples: 1,
  significance: 0.05,
  seed: 1,
  studies: 100,
};

describe('power', () => {
  it('is the size of the test where there is no difference, and grows with it', () => {
    // An exact test of discrete outcomes stays below its level.
    expect(power({ ...request, studies: 600 }, 0)).toBeLessThan(0.07);
    const rising = [0.05, 0.1, 0.2, 0.3].map((gain) => power(request, gain));
    expect(rising).toEqual([...rising].sort((a, b) => a - b));
  });

  it("is McNemar's where every answer has its own luck", () => {
    // 100 independent tasks, 0.5 against 0.7: discordant pairs 0.35 and 0.15. Exact McNemar power, summed over both
    // binomials by a program of its own: 0.787.
    const independent = { ...request, withinTask: 0, families: Array.from({ length: 100 }, () => 1), studies: 1000 };
    expect(Math.abs(power(independent, 0.2) - exactMcNemar(100, 0.35, 0.15))).toBeLessThan(0.04);
  });
});

/** The chance that the exact McNemar test refuses at 0.05, summed over every outcome. */
function exactMcNemar(pairs: number, up: number, down: number): number {
  const logs = Array.from({ length: pairs + 1 }, (_, n) => (n === 0 ? 0 : Math.log(n)));
  const factorial: number[] = [];
  for (const [n, log] of logs.entries()) factorial[n] = (factorial[n - 1] ?? 0) + log;
  const f = (n: number): number => factorial[n] ?? 0;
  let total = 0;
  for (let better = 0; better <= pairs; better++) {
    for (let worse = 0; better + worse <= pairs; worse++) {
      const discordant = better + worse;
      let tail = 0;
      for (let k = Math.max(better, worse); k <= discordant; k++)
        tail += Math.exp(f(discordant) - f(k) - f(discordant - k) - discordant * Math.LN2);
      if (Math.min(1, 2 * tail) >= 0.05) continue;
      const same = pairs - discordant;
      total += Math.exp(
        f(pairs) -
          f(better) -
          f(worse) -
          f(same) +
          better * Math.log(up) +
          worse * Math.log(down) +
          same * Math.log(1 - up - down),
      );
    }
  }
  return total;
}

describe('detectableDifference', () => {
  it('is the same for the same seed, and smaller with more families and samples', () => {
    const one = detectableDifference(request);
    expect(detectableDifference(request)).toBe(one);
    const more = detectableDifference({ ...request, families: [...request.families, ...request.families] });
    const sampled = detectableDifference({ ...request, samples: 5 });
    expect(more).toBeLessThan(one ?? 0);
    expect(sampled).toBeLessThan(one ?? 0);
  });

  it('is larger where several differences are tested at once', () => {
    expect(detectableDifference({ ...request, significance: 0.005 })).toBeGreaterThan(
      detectableDifference(request) ?? 1,
    );
  });

  it('is none where no study could show any', () => {
    expect(detectableDifference({ ...request, families: [1, 1, 1] })).toBeUndefined();
    expect(detectableDifference({ ...request, baseRate: 1 })).toBeUndefined();
  });
});
