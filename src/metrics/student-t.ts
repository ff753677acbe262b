import { betaQuantile } from './incomplete-beta.ts';

const known = new Map<number, number>();

/** The number that Student's t with these degrees of freedom (above 0, not only whole) stays within, either way, with the given chance. */
export function studentT(degrees: number, confidence: number): number {
  const key = degrees * 4 + confidence;
  const before = known.get(key);
  if (before !== undefined) return before;
  // t^2 / (degrees + t^2) is a Beta(1/2, degrees/2) variable.
  const x = betaQuantile(confidence, 0.5, degrees / 2);
  const quantile = Math.sqrt((degrees * x) / (1 - x));
  known.set(key, quantile);
  return quantile;
}
