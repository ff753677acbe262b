/** Values are brought to multiples of this before their sums are counted, where they have no common unit of their own. */
const finest = 1 / 2000;
/** A unit that would make more sums than this is too fine to count them all. */
const mostSums = 4_000_000;

/**
 * Two-sided p-value of the paired permutation test (Fisher's randomisation of signs): the share of all 2^n assignments
 * of signs to the values whose sum is at least as far from 0 as theirs. Every assignment is counted, none is drawn, by
 * adding up how often each sum occurs. `unit`: the values are multiples of it; they are rounded where it is absent.
 */
export function signFlipTest(values: readonly number[], unit = finest): number {
  const step = fits(values, unit) ? unit : finest;
  const steps = values.map((value) => Math.abs(Math.round(value / step))).filter((value) => value > 0);
  const observed = Math.abs(values.reduce((sum, value) => sum + Math.round(value / step), 0));
  const reach = steps.reduce((sum, value) => sum + value, 0);
  if (observed === 0) return 1;
  // chance[reach + s]: the share of assignments so far whose sum is s.
  let chance = new Float64Array(2 * reach + 1);
  chance[reach] = 1;
  let reached = 0;
  for (const value of steps) {
    const next = new Float64Array(2 * reach + 1);
    for (let sum = reach - reached; sum <= reach + reached; sum++) {
      const half = (chance[sum] ?? 0) / 2;
      if (half === 0) continue;
      next[sum + value] = (next[sum + value] ?? 0) + half;
      next[sum - value] = (next[sum - value] ?? 0) + half;
    }
    reached += value;
    chance = next;
  }
  let tail = 0;
  for (let sum = reach + observed; sum <= 2 * reach; sum++) tail += chance[sum] ?? 0;
  return Math.min(1, 2 * tail);
}

function fits(values: readonly number[], unit: number): boolean {
  return values.reduce((sum, value) => sum + Math.abs(value), 0) / unit <= mostSums;
}
