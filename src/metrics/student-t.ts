import { betaQuantile } from './incomplete-beta.ts';

const known = new Map<string, number>();

/**
 * The number that Student's t stays within, either way, with the given chance. `degrees`: above 0, not only whole; taken
 * to two decimals, so that a report does not work out one quantile a figure.
 */
export function studentT(degrees: number, confidence: number): number {
  const rounded = Math.max(0.01, Math.round(degrees * 100) / 100);
  const name = `${rounded} ${confidence}`;
  const before = known.get(name);
  if (before !== undefined) return before;
  // t^2 / (degrees + t^2) is a Beta(1/2, degrees/2) variable.
  const x = betaQuantile(confidence, 0.5, rounded / 2);
  const quantile = Math.sqrt((rounded * x) / (1 - x));
  known.set(name, quantile);
  return quantile;
}
