import type { Holds, Metric } from './metric.ts';
import { undefinedMetric } from './metric.ts';

/** One attempt seen by two questions: is it a member of the group, and if so, is it the case. */
export interface Member {
  readonly task: string;
  readonly family: string;
  readonly member: Holds;
  readonly holds: Holds;
}

export const noIntervalOfShares =
  'a share among a group that differs from row to row: read it beside the joint rate; counts are given';

/** The share of a group in which something holds, over attempts; the group itself is an outcome, so there is no interval. */
export function shareAmong(attempts: readonly Member[], emptyGroup: string): Metric {
  const inGroup = attempts.filter(({ member }) => member === 'yes');
  const over = { tasks: distinct(inGroup, 'task'), families: distinct(inGroup, 'family') };
  const count = (member: Holds, holds: Holds): number =>
    attempts.filter((attempt) => attempt.member === member && attempt.holds === holds).length;

  const numerator = count('yes', 'yes');
  const denominator = numerator + count('yes', 'no');
  // Each undecided attempt goes wherever it moves the share furthest down, then furthest up.
  const undecided = count('yes', 'unknown') + count('unknown', 'unknown');
  const low = share(numerator, denominator + undecided + count('unknown', 'no'));
  const high = share(
    numerator + undecided + count('unknown', 'yes'),
    denominator + undecided + count('unknown', 'yes'),
  );
  const inconclusiveRange = low === undefined || high === undefined ? null : ([low, high] as const);

  const value = share(numerator, denominator);
  if (value === undefined) return { ...undefinedMetric(emptyGroup, over), inconclusiveRange };
  return {
    value,
    numerator,
    denominator,
    ...over,
    interval: null,
    reason: noIntervalOfShares,
    lowerBound: null,
    inconclusiveRange,
  };
}

function share(numerator: number, denominator: number): number | undefined {
  return denominator === 0 ? undefined : numerator / denominator;
}

function distinct(attempts: readonly Member[], field: 'task' | 'family'): number {
  return new Set(attempts.map((attempt) => attempt[field])).size;
}
