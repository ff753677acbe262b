import { betaQuantile } from './incomplete-beta.ts';

export const confidence = 0.95;

/** The exact two-sided bounds of a binomial share (Clopper and Pearson, Biometrika 26, 1934); [0, 1] without trials. */
export function clopperPearson(successes: number, trials: number): readonly [number, number] {
  const tail = (1 - confidence) / 2;
  const lower = successes === 0 ? 0 : betaQuantile(tail, successes, trials - successes + 1);
  const upper = successes === trials ? 1 : betaQuantile(1 - tail, successes + 1, trials - successes);
  return [lower, upper];
}
