import { clopperPearson, confidence } from './clopper-pearson.ts';
import type { Interval, Metric } from './metric.ts';

/** Below this many families a report gives counts and no interval. */
export const familiesForInterval = 30;
/** Below this many families even the conservative bound says nothing that a gate could use. */
export const familiesForGate = 8;

const method = 'Clopper-Pearson over families, conservative';

/** What a family's tasks came to, each in [0, 1]: with inconclusive attempts failing, and passing. */
export interface FamilyRange {
  readonly lows: readonly number[];
  readonly highs: readonly number[];
}

/**
 * Bounds of a mean over independent families, each of which came to a value X in [0, 1]. Since P(X = 1) <= E[X] <= P(X > 0),
 * the lower end counts a family only if all of it succeeded, the upper end if any did; both counts are binomial, so the
 * exact bounds hold at every number of families. They are widened to contain the mean over tasks, which unequal
 * families can move out of them.
 */
function familyBound(families: readonly FamilyRange[], contained: readonly number[]): Interval {
  const whole = families.filter(({ lows }) => lows.every((low) => low === 1)).length;
  const touched = families.filter(({ highs }) => highs.some((high) => high > 0)).length;
  const [lower] = clopperPearson(whole, families.length);
  const [, upper] = clopperPearson(touched, families.length);
  return {
    lower: Math.min(lower, ...contained),
    upper: Math.max(upper, ...contained),
    confidence,
    method,
  };
}

/** What is shown of the bound: nothing, the gate's lower end, or all of it, by the number of families. */
export function publishBound(
  families: readonly FamilyRange[],
  contained: readonly number[],
): Pick<Metric, 'interval' | 'reason' | 'lowerBound'> {
  const reason = families.length < familiesForInterval ? tooFewFamilies(families.length) : null;
  if (families.length < familiesForGate) return { interval: null, reason, lowerBound: null };
  const bound = familyBound(families, contained);
  return { interval: reason === null ? bound : null, reason, lowerBound: bound.lower };
}

function tooFewFamilies(families: number): string {
  return `${families} ${families === 1 ? 'family' : 'families'}: too few for an interval; counts are given`;
}
