import { UserMistake } from '../core/errors.ts';

/**
 * The unbiased estimate of the chance that at least one of k samples succeeds, from n samples of which c did:
 * 1 - C(n-c, k) / C(n, k) (Chen et al., arXiv 2107.03374, section 2.1).
 */
export function passAtK(n: number, c: number, k: number): number {
  assertSamples(n, k);
  if (c === 0) return 0;
  if (n - c < k) return 1;
  return -Math.expm1(logShareOfSubsets(n, c, k));
}

/**
 * The unbiased estimate of the chance that all of k samples succeed: C(c, k) / C(n, k) (pass^k; Yao et al., tau-bench,
 * arXiv 2406.12045, section 3).
 */
export function passHatK(n: number, c: number, k: number): number {
  assertSamples(n, k);
  if (c < k) return 0;
  return c === n ? 1 : Math.exp(logShareOfSubsets(n, n - c, k));
}

/** ln of C(n-c, k) / C(n, k), for k <= n - c: summed over the shorter of two equal products, so that tiny chances keep their digits. */
function logShareOfSubsets(n: number, c: number, k: number): number {
  const factors = Math.min(c, k);
  const other = Math.max(c, k);
  let logarithm = 0;
  for (let index = 0; index < factors; index++) logarithm += Math.log1p(-other / (n - index));
  return logarithm;
}

function assertSamples(n: number, k: number): void {
  if (!Number.isInteger(k) || k < 1) throw new UserMistake(`k must be a whole number from 1 on, not ${k}`);
  if (n < k) {
    throw new UserMistake(`pass@${k} needs at least ${k} samples of a task, there are ${n}`, {
      hint: `ask for more with --samples ${k}, or report a smaller k`,
    });
  }
}
