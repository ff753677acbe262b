import { type ClassifiedAttempt, isDetect } from './classified-attempt.ts';
import { type DetectTable, detectMetrics, detectTable, type PairOutcomes, pairOutcomes } from './detect-metrics.ts';
import { type Confusion, confusions, identifyMetrics } from './identify-metrics.ts';
import type { Metrics } from './metric.ts';

export interface ClassifyCounts {
  readonly kind: 'classify';
  readonly attempts: number;
  readonly correct: number;
  /** Wrong, and no answer could be read. */
  readonly unreadable: number;
  /** Wrong, and not among the answers that could be given. */
  readonly outsideList: number;
  readonly table: DetectTable | null;
  readonly pairs: PairOutcomes | null;
  readonly confusions: readonly Confusion[];
}

/** Metrics of a row of the mode `classify`, which asks either for a yes or no or for the weakness. */
export function classifyMetrics(attempts: readonly ClassifiedAttempt[]): Metrics {
  return attempts.every(isDetect) ? detectMetrics(attempts) : identifyMetrics(attempts);
}

/** `listed`: every weakness that could have been named. */
export function countAnswers(attempts: readonly ClassifiedAttempt[], listed: ReadonlySet<string>): ClassifyCounts {
  const detect = attempts.every(isDetect);
  const inList = (answer: string): boolean => (detect ? /^(vulnerable|secure)$/.test(answer) : listed.has(answer));
  return {
    kind: 'classify',
    attempts: attempts.length,
    correct: attempts.filter(({ correct }) => correct).length,
    unreadable: attempts.filter(({ answer }) => answer === undefined).length,
    outsideList: attempts.filter(({ answer, correct }) => !correct && answer !== undefined && !inList(answer)).length,
    table: detect ? detectTable(attempts) : null,
    pairs: detect ? pairOutcomes(attempts) : null,
    confusions: detect ? [] : confusions(attempts),
  };
}
