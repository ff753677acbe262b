import { confidence } from './clopper-pearson.ts';
import { familiesForInterval } from './families.ts';
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
   * For new tasks like these: two-sided, of the paired permutation test over families. Where every family has one task
   * and every task one sample it is the p-value of McNemar's exact test.
   */
  readonly pValue: number;
  /** 95 %: the differences that the same test does not refuse, so that it excludes 0 exactly when the p-value is below 0.05. */
  readonly interval: readonly [number, number];
}

/** How two sides differ on the tasks that both did, with families of alike tasks as the independent units. */
export function pairedDifference(pairs: readonly PairedTask[]): PairedDifference {
  const families = new Map<string, { sum: number; tasks: number }>();
  for (const { family, first, second } of pairs) {
    const entry = families.get(family) ?? { sum: 0, tasks: 0 };
    families.set(family, { sum: entry.sum + second - first, tasks: entry.tasks + 1 });
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
    inference: clusters.length < familiesForInterval ? undefined : infer(clusters, difference, unitOf(pairs)),
  };
}

interface Cluster {
  readonly sum: number;
  readonly tasks: number;
}

function infer(clusters: readonly Cluster[], difference: number, unit: number | undefined): Inference {
  const pValue = signFlipTest(
    clusters.map(({ sum }) => sum),
    unit,
  );
  const refused = (shift: number): boolean =>
    signFlipTest(clusters.map(({ sum, tasks }) => sum - shift * tasks)) < 1 - confidence;
  // Whether 0 is inside is the p-value's to say: shifted sums are counted on a coarser grid than its own.
  const nearZero = pValue < 1 - confidence ? { inside: difference, outside: 0 } : { inside: 0 };
  const lower = boundary({ inside: difference, outside: -1, ...(difference >= 0 && nearZero) }, refused);
  const upper = boundary({ inside: difference, outside: 1, ...(difference <= 0 && nearZero) }, refused);
  return { pValue, interval: [lower, upper] };
}

/** Where the test begins to refuse, between a shift that it does not refuse and one that it may. */
function boundary(
  { inside, outside }: { inside: number; outside: number },
  refused: (shift: number) => boolean,
): number {
  if (outside !== 0 && !refused(outside)) return outside;
  let [kept, thrown] = [inside, outside];
  while (Math.abs(thrown - kept) > 1e-3) {
    const middle = (kept + thrown) / 2;
    if (refused(middle)) thrown = middle;
    else kept = middle;
  }
  return kept;
}

/** The step of which every rate is a multiple: one over the number of samples, where that can be told. */
function unitOf(pairs: readonly PairedTask[]): number | undefined {
  const rates = pairs.flatMap(({ first, second }) => [first, second]);
  for (let samples = 1; samples <= 1000; samples++) {
    if (rates.every((rate) => Math.abs(rate * samples - Math.round(rate * samples)) < 1e-9)) return 1 / samples;
  }
  return undefined;
}
