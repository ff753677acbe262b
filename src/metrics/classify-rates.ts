import type { AnswerUnit } from './classified-attempt.ts';
import type { Metric } from './metric.ts';
import { rateAtK } from './rate-at-k.ts';
import { tallyUnits } from './tally.ts';

/** The share of right answers, averaged over tasks. */
export function accuracy(units: readonly AnswerUnit[], infer: boolean): Metric {
  return rateAtK(
    tallyUnits(units, ({ correct }) => (correct ? 'yes' : 'no')),
    { k: 1, infer },
  );
}
