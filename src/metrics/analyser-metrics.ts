import type { AnswerUnit } from './classified-attempt.ts';
import { type DetectTable, detectMetrics } from './detect-metrics.ts';
import type { Metrics } from './metric.ts';

/** One candidate whose security the tests decided, and whether an analyser raised its hand. */
export interface Witnessed extends Pick<AnswerUnit, 'task' | 'family' | 'cwe' | 'severity'> {
  /** True where an attack succeeded; false where the verdict is `secure`. */
  readonly vulnerable: boolean;
  readonly flagged: boolean;
}

export function witnessTable(witnessed: readonly Witnessed[]): DetectTable {
  const count = (vulnerable: boolean, flagged: boolean): number =>
    witnessed.filter((one) => one.vulnerable === vulnerable && one.flagged === flagged).length;
  return {
    truePositives: count(true, true),
    falseNegatives: count(true, false),
    trueNegatives: count(false, false),
    falsePositives: count(false, true),
  };
}

const shown = ['precision', 'recall', 'f1', 'specificity', 'mcc'] as const;

/**
 * An analyser is a detector: what it flags is called vulnerable, and the tests have the truth. The figures are over
 * candidates. Without `infer` there are no intervals.
 */
export function analyserMetrics(witnessed: readonly Witnessed[], infer: boolean): Metrics {
  const units = witnessed.map(({ vulnerable, flagged, task, family, cwe, severity }): AnswerUnit => {
    const result = { answer: word(flagged), expected: [word(vulnerable)], correct: vulnerable === flagged };
    return { task, family, cwe, severity, shown: '', results: [result] };
  });
  const metrics = detectMetrics(units, infer);
  return Object.fromEntries(
    shown.flatMap((name) => {
      const metric = metrics[name];
      return metric === undefined ? [] : [[name, metric]];
    }),
  );
}

function word(vulnerable: boolean): 'vulnerable' | 'secure' {
  return vulnerable ? 'vulnerable' : 'secure';
}
