import { familiesForInterval, tooFewFamilies } from './families.ts';
import type { Interval, Metric } from './metric.ts';
import { type Cluster, newTasksInterval } from './new-tasks-interval.ts';
import type { SampledShare } from './sampled-share.ts';
import { thisSuiteInterval } from './this-suite-interval.ts';

/** A share as both estimands need it, with the inconclusive attempts all going one way. */
export interface Ends {
  /** One for each family. */
  readonly clusters: readonly Cluster[];
  readonly prompts: readonly SampledShare[];
}

export const descriptive = 'describes these tasks only: no interval, and no claim about others';

/**
 * Both intervals of a share, or why there is none. Each reaches from the lower end that it has when every inconclusive
 * attempt fails to the upper end that it has when every one passes.
 */
export function publishIntervals(
  failing: Ends,
  passing: Ends,
  infer = true,
): Pick<Metric, 'interval' | 'thisSuite' | 'reason' | 'lowerBound'> {
  if (!infer) return { interval: null, thisSuite: null, reason: descriptive, lowerBound: null };
  const isOpen = passing !== failing;
  const low = thisSuiteInterval(failing.prompts);
  const thisSuite = isOpen ? span(low, thisSuiteInterval(passing.prompts)) : low;
  const families = failing.clusters.length;
  if (families < familiesForInterval) {
    return { interval: null, thisSuite, reason: tooFewFamilies(families), lowerBound: null };
  }
  const worst = newTasksInterval(failing.clusters);
  const interval = isOpen ? span(worst, newTasksInterval(passing.clusters)) : worst;
  return { interval, thisSuite, reason: null, lowerBound: interval.lower };
}

function span(failing: Interval, passing: Interval): Interval {
  return { ...failing, upper: passing.upper };
}
