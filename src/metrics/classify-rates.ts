import type { ClassifiedAttempt } from './classified-attempt.ts';
import { type Metric, undefinedMetric } from './metric.ts';
import { rateAtK } from './rate-at-k.ts';

/** The share of right answers, averaged over tasks. */
export function accuracy(attempts: readonly ClassifiedAttempt[]): Metric {
  return rateAtK(
    attempts.map(({ key, family, correct }) => ({
      task: key.task,
      family,
      unit: key.shown ?? '',
      holds: correct ? 'yes' : 'no',
    })),
    1,
  );
}

/** A figure computed from a whole table of answers: it has no interval in families, so counts must do. */
export function fromTable(
  attempts: readonly ClassifiedAttempt[],
  figure: { readonly value: number } | { readonly numerator: number; readonly denominator: number },
  whenUndefined: string,
): Metric {
  const over = {
    tasks: new Set(attempts.map(({ key }) => key.task)).size,
    families: new Set(attempts.map(({ family }) => family)).size,
  };
  const value = 'value' in figure ? figure.value : figure.numerator / figure.denominator;
  if (!Number.isFinite(value)) return undefinedMetric(whenUndefined, over);
  return {
    value,
    ...('numerator' in figure ? figure : {}),
    ...over,
    interval: null,
    reason: 'computed from the whole table of answers, not family by family; counts are given',
    lowerBound: null,
    inconclusiveRange: [value, value],
  };
}
