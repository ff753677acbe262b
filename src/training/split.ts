import { sha256 } from '../core/canonical.ts';

/** Which families are for training and which for measuring. The same everywhere for the same seed and share. */
export interface Split {
  /** Part of the families that is held out, from 0 (none) to below 1. */
  readonly share: number;
  readonly seed: number;
}

export const defaultSplit: Split = { share: 0.2, seed: 1 };

/**
 * A family is held out as a whole, for its tasks are alike. It depends on nothing but its name, the seed and the share, so
 * it stays where it is when a suite grows, and when the share grows nothing returns to training.
 */
export function isHeldOut(family: string, { share, seed }: Split): boolean {
  return Number.parseInt(sha256(`holdout ${seed} ${family}`).slice(0, 8), 16) / 2 ** 32 < share;
}
