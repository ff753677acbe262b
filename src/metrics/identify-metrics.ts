import type { AnswerUnit } from './classified-attempt.ts';
import { accuracy } from './classify-rates.ts';
import { hierarchyFigures } from './cwe-hierarchy.ts';
import type { Metrics } from './metric.ts';
import { multiclassFigures } from './multiclass-figures.ts';
import { tableMetrics } from './table-figures.ts';

const figures = {
  // With a class for every weakness that was shown, it is the mean of their recalls.
  'balanced-accuracy': multiclassFigures['macro-recall'],
  ...multiclassFigures,
  ...hierarchyFigures,
};

export function identifyMetrics(units: readonly AnswerUnit[], infer: boolean): Metrics {
  return { accuracy: accuracy(units, infer), ...tableMetrics(units, figures, infer) };
}
