import { UserMistake } from '../core/errors.ts';

/**
 * The unbiased estimate of the chance that one of k samples succeeds, from n samples of which c did:
 * 1 - C(n-c, k) / C(n, k) (Chen et al., arXiv 2107.03374, section 2.1).
 * Summed as logarithms over the shorter of two equal products, so that tiny chances keep their digits.
 */
export function passAtK(n: number, c: number, k: number): number {
  if (!Number.isInteger(k) || k < 1) throw new UserMistake(`k must be a whole number from 1 on, not ${k}`);
  if (n < k) {
    throw new UserMistake(`pass@${k} needs at least ${k} samples of a task, there are ${n}`, {
      hint: `ask for more with --samples ${k}, or report a smaller k`,
    });
  }
  if (n - c < k) return 1;
  const factors = Math.min(c, k);
  const other = Math.max(c, k);
  let logarithm = 0;
  for (let index = 0; index < factors; index++) logarithm += Math.log1p(-other / (n - index));
  return c === 0 ? 0 : -Math.expm1(logarithm);
}
