import { passAtK, passHatK } from './pass-at-k.ts';

/** One prompt as an estimate with the error that drawing other samples would give it. */
export interface SampledShare {
  readonly value: number;
  /** Its weight in the mean, above 0. */
  readonly weight: number;
  /** How many independent trials the value stands on: samples over k. */
  readonly trials: number;
  /** The variance of one trial, without bias; undefined where there are too few samples to tell. */
  readonly spread: number | undefined;
}

export interface Samples {
  readonly samples: number;
  readonly successes: number;
  readonly weight: number;
}

/**
 * The chance that one (or all) of k samples succeed. Its estimate is a U-statistic, so it varies at most like the mean of
 * samples / k independent trials (Hoeffding, Annals of Mathematical Statistics 19, 1948, theorem 5.1). A trial varies by
 * q(k) - q(2k), where q(j) is the share of j-subsets without a success (or with nothing but): that needs 2k samples.
 */
export function sampledShare(
  { samples, successes, weight }: Samples,
  { k, among }: { readonly k: number; readonly among: 'any' | 'all' },
): SampledShare {
  // The common case, and the same figures: a plain share.
  if (k === 1) {
    const spread = samples < 2 ? undefined : (successes * (samples - successes)) / (samples * (samples - 1));
    return { value: successes / samples, weight, trials: samples, spread };
  }
  const value = among === 'any' ? passAtK(samples, successes, k) : passHatK(samples, successes, k);
  const alike = among === 'any' ? samples - successes : successes;
  const share = (size: number): number => passHatK(samples, alike, size);
  return { value, weight, trials: samples / k, spread: samples < 2 * k ? undefined : share(k) - share(2 * k) };
}
