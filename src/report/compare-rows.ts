import type { AttemptKey } from '../core/attempt.ts';
import type { CodeMode } from '../core/mode.ts';
import type { AttemptState } from '../core/run-state.ts';
import type { Judgement } from '../core/verdict.ts';
import * as candidate from '../metrics/candidate-properties.ts';
import { holm } from '../metrics/holm.ts';
import type { Holds } from '../metrics/metric.ts';
import { type PairedDifference, type PairedTask, pairedDifference } from '../metrics/paired-difference.ts';
import { mean } from '../metrics/rate-at-k.ts';

/** What two sides can be compared by: the chance that one answer is so. More of it is better, or worse. */
export const comparedMetrics = {
  'secure-pass@1': { holds: candidate.isSecure, more: 'better' },
  'pass@1': { holds: candidate.functionHolds, more: 'better' },
  'exploited@1': { holds: candidate.isExploited, more: 'worse' },
} as const satisfies Record<string, { holds: (judgement: Judgement) => Holds; more: 'better' | 'worse' }>;
export type ComparedMetric = keyof typeof comparedMetrics;

/** The judged attempts of one model with one strategy, in one run. */
export interface Side {
  readonly name: string;
  readonly mode: CodeMode;
  readonly attempts: readonly AttemptState[];
}

export interface Comparison extends PairedDifference {
  /** The names of its first and its second side. */
  readonly baseline: string;
  readonly other: string;
  readonly mode: CodeMode;
  /** The p-value for all comparisons of the table at once; absent where there is none. */
  readonly adjusted: number | undefined;
}

export interface CompareRequest {
  readonly metric: ComparedMetric;
  /** The family of a task. */
  readonly family: (task: string) => string;
  /** Compare all with this side only; every pair of sides when absent. */
  readonly against?: Side | undefined;
}

/** Compares sides of the same mode on the tasks that both did, and adjusts all p-values of the table by Holm's method. */
export function compareSides(sides: readonly Side[], request: CompareRequest): Comparison[] {
  const { against } = request;
  const pairs = sides.flatMap((first, index) =>
    (against === undefined ? sides.slice(index + 1) : first === against ? sides.filter((side) => side !== first) : [])
      .filter((second) => second.mode === first.mode)
      .map((second) => ({ first, second })),
  );
  const compared = pairs.map(({ first, second }) => ({
    baseline: first.name,
    other: second.name,
    mode: first.mode,
    ...pairedDifference(pairTasks(first, second, request)),
  }));
  const judged = compared.filter(({ inference }) => inference !== undefined);
  const adjusted = holm(judged.map(({ inference }) => inference?.pValue ?? 1));
  return compared.map((one) => ({ ...one, adjusted: adjusted[judged.indexOf(one)] }));
}

function pairTasks(first: Side, second: Side, { metric, family }: CompareRequest): PairedTask[] {
  const [ofFirst, ofSecond] = [taskRates(first, metric), taskRates(second, metric)];
  return [...ofFirst].flatMap(([task, rate]) => {
    const other = ofSecond.get(task);
    return other === undefined ? [] : [{ task, family: family(task), first: rate, second: other }];
  });
}

/** The share of a task's answers that are so; a task all of whose answers are inconclusive has none. */
function taskRates({ attempts }: Side, metric: ComparedMetric): Map<string, number> {
  const outcomes = new Map<string, number[]>();
  for (const { attempt, judged } of attempts) {
    const holds = judged === undefined ? 'unknown' : comparedMetrics[metric].holds(judged.judgement);
    if (holds === 'unknown') continue;
    const known = outcomes.get(attempt.task) ?? [];
    known.push(holds === 'yes' ? 1 : 0);
    outcomes.set(attempt.task, known);
  }
  return new Map([...outcomes].map(([task, known]) => [task, mean(known)]));
}

/** The sides of a run: every model with every strategy whose answers are code, in the order in which they were asked. */
export function sidesOf(attempts: readonly AttemptState[], name: (attempt: AttemptKey) => string): Side[] {
  const groups = new Map<string, { name: string; mode: CodeMode; attempts: AttemptState[] }>();
  for (const state of attempts) {
    const { model, mode, strategy, shown = '' } = state.attempt;
    // repair: secure code is shown as a control, and is no repair.
    if (mode === 'classify' || /^secure(-|$)/.test(shown)) continue;
    const key = JSON.stringify([model, mode, strategy]);
    const group = groups.get(key) ?? { name: name(state.attempt), mode, attempts: [] };
    group.attempts.push(state);
    groups.set(key, group);
  }
  return [...groups.values()];
}
