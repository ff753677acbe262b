import { confidence } from './clopper-pearson.ts';
import type { Interval } from './metric.ts';
import { scoreInterval } from './score-interval.ts';
import { studentT } from './student-t.ts';

/** An estimate in [0, 1] with what families of alike tasks tell of its error. */
export interface FamilyEstimate {
  readonly share: number;
  /** The variance that leaving out one family at a time gives (the jackknife). */
  readonly variance: number;
  /** Families of unequal size are worth fewer equal ones: above 1. */
  readonly families: number;
}

/**
 * The weight of a family that is held for possible without having been seen, in average families: all of it succeeds
 * (for the upper end) or fails (for the lower). Without it a few quiet families promise more than they can know, and
 * coverage falls to 88 % where families differ much and rates are small (docs/decisions/0011).
 */
const unseen = 1 / 4;

const method = 'score interval over families, Student t';

/** The interval for *new tasks like these*: Wilson's, with the size of sample that the families' scatter is worth. */
export function familyInterval({ share, variance, families }: FamilyEstimate): Interval {
  const quantile = studentT(families - 1, confidence);
  const end = (deviation: number): readonly [number, number] => {
    const total = variance + (unseen * deviation) ** 2 / families ** 2;
    // Where every family came out alike at 0 or 1, each is one trial.
    const size = share > 0 && share < 1 ? (share * (1 - share)) / total : families;
    return scoreInterval(share, size, quantile);
  };
  return { estimand: 'new-tasks', lower: end(share)[0], upper: end(1 - share)[1], confidence, method };
}
