import type { CodeMode } from '../core/mode.ts';
import type { CodeFacts } from '../metrics/code-facts.ts';
import { showsSecureCode } from '../metrics/code-metrics.ts';
import { holm } from '../metrics/holm.ts';
import type { Holds } from '../metrics/metric.ts';
import { type PairedDifference, type PairedTask, pairedDifference } from '../metrics/paired-difference.ts';
import { mean } from '../metrics/rate-at-k.ts';
import type { Prompt } from './prompt-fold.ts';

/** What two sides can be compared by: the chance that one answer is so. More of it is better, or worse. */
export const comparedMetrics = {
  'secure-pass@1': { holds: (facts) => facts.isSecure, more: 'better' },
  'pass@1': { holds: (facts) => facts.functionHolds, more: 'better' },
  // Of foreign tests that decide both at once.
  'joint-pass@1': { holds: (facts) => facts.passesJointly, more: 'better' },
  'exploited@1': { holds: (facts) => facts.isExploited, more: 'worse' },
} as const satisfies Record<string, { holds: (facts: CodeFacts) => Holds; more: 'better' | 'worse' }>;
export type ComparedMetric = keyof typeof comparedMetrics;

/** What these answers are best compared by: security and function told apart, else both in one test, else function alone. */
export function widestMetric(prompts: readonly Pick<Prompt, 'facts'>[]): ComparedMetric {
  const tells = (metric: ComparedMetric): boolean =>
    prompts.some(({ facts }) =>
      facts.some((one) => one !== undefined && comparedMetrics[metric].holds(one) !== 'unknown'),
    );
  return (['secure-pass@1', 'joint-pass@1', 'pass@1'] as const).find(tells) ?? 'secure-pass@1';
}

/** The judged attempts of one model with one strategy, in one run. */
export interface Side {
  readonly name: string;
  readonly mode: CodeMode;
  readonly prompts: readonly Prompt[];
  /** It was judged without the tests whose evidence it showed; so is whatever it is compared with. */
  readonly unrevealed?: boolean;
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
}

/** Two sides of the same mode; the first is what the second is compared with. */
export interface SidePair {
  readonly first: Side;
  readonly second: Side;
}

/** Compares sides on the tasks that both did, and adjusts all p-values of the table by Holm's method. */
export function compareSides(pairs: readonly SidePair[], request: CompareRequest): Comparison[] {
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
  // The same tests for both sides.
  const unrevealed = first.unrevealed === true || second.unrevealed === true;
  const [ofFirst, ofSecond] = [taskRates(first, metric, unrevealed), taskRates(second, metric, unrevealed)];
  return [...ofFirst].flatMap(([task, rate]) => {
    const other = ofSecond.get(task);
    return other === undefined ? [] : [{ task, family: family(task), first: rate, second: other }];
  });
}

/** The share of a task's answers that are so; a task all of whose answers are inconclusive has none. */
function taskRates({ prompts }: Side, metric: ComparedMetric, unrevealed: boolean): Map<string, number> {
  const outcomes = new Map<string, number[]>();
  for (const { task, facts, unrevealedFacts = facts } of prompts) {
    for (const result of unrevealed ? unrevealedFacts : facts) {
      const holds = result === undefined ? 'unknown' : comparedMetrics[metric].holds(result);
      if (holds === 'unknown') continue;
      const known = outcomes.get(task) ?? [];
      known.push(holds === 'yes' ? 1 : 0);
      outcomes.set(task, known);
    }
  }
  return new Map([...outcomes].map(([task, known]) => [task, mean(known)]));
}

/** The sides of a run: every model with every strategy whose answers are code, in the order in which they were asked. */
export function sidesOf(prompts: readonly Prompt[], name: (prompt: Prompt) => string): Side[] {
  const groups = new Map<string, { name: string; mode: CodeMode; prompts: Prompt[] }>();
  for (const prompt of prompts) {
    const { model, mode, strategy } = prompt;
    // repair: secure code is shown as a control, and is no repair.
    if (mode === 'classify' || showsSecureCode(prompt)) continue;
    const key = JSON.stringify([model, mode, strategy]);
    const group = groups.get(key) ?? { name: name(prompt), mode, prompts: [] };
    group.prompts.push(prompt);
    groups.set(key, group);
  }
  return [...groups.values()];
}
