import { isGood, outcomes } from '../../../src/report/page/outcome.ts';
import type { Outcome } from './run.ts';

export type OutcomeCounts = Readonly<Partial<Record<Outcome, number>>>;

/** Those that came, best first. */
export function countsInOrder(counts: OutcomeCounts): [Outcome, number][] {
  return outcomes.flatMap((outcome): [Outcome, number][] => {
    const count = counts[outcome] ?? 0;
    return count === 0 ? [] : [[outcome, count]];
  });
}

export function countGood(counts: OutcomeCounts): number {
  return outcomes.filter(isGood).reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0);
}

export function countAll(counts: OutcomeCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
