import type { ClassifiedAttempt } from './classified-attempt.ts';
import { accuracy, fromTable } from './classify-rates.ts';
import type { Metrics } from './metric.ts';

/** Positive is `vulnerable`. An answer that cannot be read counts as the wrong one of the two. */
export interface DetectTable {
  readonly truePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  readonly falsePositives: number;
}

/** What became of the insecure and the secure version of one piece of code (Ding et al., PrimeVul, arXiv 2403.18624). */
export interface PairOutcomes {
  readonly bothRight: number;
  readonly bothVulnerable: number;
  readonly bothSecure: number;
  readonly reversed: number;
}

const isPositive = ({ expected }: ClassifiedAttempt): boolean => expected.includes('vulnerable');

export function detectTable(attempts: readonly ClassifiedAttempt[]): DetectTable {
  const count = (positive: boolean, right: boolean): number =>
    attempts.filter((attempt) => isPositive(attempt) === positive && attempt.correct === right).length;
  return {
    truePositives: count(true, true),
    falseNegatives: count(true, false),
    trueNegatives: count(false, true),
    falsePositives: count(false, false),
  };
}

export function detectMetrics(attempts: readonly ClassifiedAttempt[]): Metrics {
  const { truePositives: tp, falseNegatives: fn, trueNegatives: tn, falsePositives: fp } = detectTable(attempts);
  // Factors are rooted one by one: their product leaves the exact integers early.
  const spread = Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn);
  return {
    accuracy: accuracy(attempts),
    'balanced-accuracy': fromTable(
      attempts,
      { value: (tp / (tp + fn) + tn / (tn + fp)) / 2 },
      'needs vulnerable and secure code among what was shown',
    ),
    precision: fromTable(attempts, { numerator: tp, denominator: tp + fp }, 'no code was called vulnerable'),
    recall: fromTable(attempts, { numerator: tp, denominator: tp + fn }, 'no vulnerable code was shown'),
    f1: fromTable(attempts, { value: (2 * tp) / (2 * tp + fp + fn) }, 'no code was vulnerable or called so'),
    mcc: fromTable(
      attempts,
      { value: (tp * tn - fp * fn) / spread },
      'all answers, or all code that was shown, are of one class',
    ),
  };
}

/** Pairs `insecure` with `secure`, `insecure-2` with `secure-2` … of the same task and sample; the rest is left out. */
export function pairOutcomes(attempts: readonly ClassifiedAttempt[]): PairOutcomes {
  const pairs = new Map<string, { insecure?: boolean; secure?: boolean }>();
  for (const { key, correct } of attempts) {
    const [, kind, suffix] = /^(insecure|secure)(-.*)?$/.exec(key.shown ?? '') ?? [];
    if (kind === undefined) continue;
    const name = JSON.stringify([key.task, key.sample, suffix ?? '']);
    pairs.set(name, { ...pairs.get(name), [kind]: correct });
  }
  const count = (insecure: boolean, secure: boolean): number =>
    [...pairs.values()].filter((pair) => pair.insecure === insecure && pair.secure === secure).length;
  return {
    bothRight: count(true, true),
    bothVulnerable: count(true, false),
    bothSecure: count(false, true),
    reversed: count(false, false),
  };
}
