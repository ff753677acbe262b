import { confidence } from './clopper-pearson.ts';
import { familiesForInterval } from './families.ts';
import { type Cluster, newTasksInterval } from './new-tasks-interval.ts';
import { mean } from './rate-at-k.ts';
import { signFlipTest } from './sign-flip.ts';

/** One task as two sides of a comparison did it: each a rate in [0, 1] over its samples. */
export interface PairedTask {
  readonly task: string;
  readonly family: string;
  readonly first: number;
  readonly second: number;
}

export interface PairedDifference {
  readonly tasks: number;
  readonly families: number;
  /** Means over the tasks that both did, in [0, 1]. */
  readonly first: number;
  readonly second: number;
  /** Second less first, in [-1, 1]. */
  readonly difference: number;
  /** Tasks in which the second is better, and worse. */
  readonly better: number;
  readonly worse: number;
  /** Undefined below 8 families: counts only. */
  readonly inference: Inference | undefined;
}

export interface Inference {
  /**
   * Two-sided, of the paired permutation test over families. Where every family has one task and every task one answer a
   * side, that is McNemar's exact test, and called so.
   */
  readonly pValue: number;
  readonly test: 'paired permutation' | 'exact McNemar';
  /** 95 %, for new tasks like these; it excludes 0 exactly when the p-value is below 0.05. */
  readonly interval: readonly [number, number];
}

/** How two sides differ on the tasks that both did, with families of alike tasks as the independent units. */
export function pairedDifference(pairs: readonly PairedTask[]): PairedDifference {
  const families = new Map<string, { sum: number; weight: number }>();
  for (const { family, first, second } of pairs) {
    const entry = families.get(family) ?? { sum: 0, weight: 0 };
    families.set(family, { sum: entry.sum + second - first, weight: entry.weight + 1 });
  }
  const clusters = [...families.values()];
  const difference = pairs.length === 0 ? 0 : mean(pairs.map(({ first, second }) => second - first));
  return {
    tasks: pairs.length,
    families: clusters.length,
    first: pairs.length === 0 ? 0 : mean(pairs.map(({ first }) => first)),
    second: pairs.length === 0 ? 0 : mean(pairs.map(({ second }) => second)),
    difference,
    better: pairs.filter(({ first, second }) => second > first).length,
    worse: pairs.filter(({ first, second }) => second < first).length,
    inference: clusters.length < familiesForInterval ? undefined : infer(clusters, difference, pairs),
  };
}

/** `clusters`: the sum of the differences of a family's tasks, and their number. */
function infer(clusters: readonly Cluster[], difference: number, pairs: readonly PairedTask[]): Inference {
  const pValue = signFlipTest(
    clusters.map(({ sum }) => sum),
    unitOf(pairs),
  );
  const single =
    clusters.every(({ weight }) => weight === 1) &&
    pairs.every(({ first, second }) => isAnswer(first) && isAnswer(second));
  return {
    pValue,
    test: single ? 'exact McNemar' : 'paired permutation',
    interval: agreeing(differenceInterval(clusters), difference, pValue),
  };
}

function isAnswer(rate: number): boolean {
  return rate === 0 || rate === 1;
}

/** The interval of rates, of a difference that was brought from [-1, 1] to [0, 1]. */
function differenceInterval(clusters: readonly Cluster[]): readonly [number, number] {
  const shifted = clusters.map(({ sum, weight }) => ({ sum: (sum + weight) / 2, weight }));
  const { lower, upper } = newTasksInterval(shifted);
  return [2 * lower - 1, 2 * upper - 1];
}

/**
 * Whether 0 is inside is the test's to say, which is exact: an interval that says otherwise is moved to agree. That costs
 * no coverage: a difference that is not 0 stays where it was, and 0 is thrown out at most 5 times in 100 when it is true.
 */
function agreeing(
  [lower, upper]: readonly [number, number],
  difference: number,
  pValue: number,
): readonly [number, number] {
  if (pValue >= 1 - confidence) return [Math.min(lower, 0), Math.max(upper, 0)];
  const nearest = difference / 1000;
  return difference > 0 ? [Math.max(lower, nearest), upper] : [lower, Math.min(upper, nearest)];
}

/** The step of which every rate is a multiple: one over the number of samples, where that can be told. */
function unitOf(pairs: readonly PairedTask[]): number | undefined {
  const rates = pairs.flatMap(({ first, second }) => [first, second]);
  for (let samples = 1; samples <= 1000; samples++) {
    if (rates.every((rate) => Math.abs(rate * samples - Math.round(rate * samples)) < 1e-9)) return 1 / samples;
  }
  return undefined;
}
