import { signFlipTest } from './sign-flip.ts';

/** What is assumed of a study that has not been run. All shares in [0, 1]. */
export interface PowerAssumptions {
  /** secure-pass@1 of the side that others are compared with. */
  readonly baseRate: number;
  /** Correlation of two answers to the same task, whoever gives them: how far the task decides. */
  readonly withinTask: number;
  /** Of that luck of a task, the correlation between tasks of one family. */
  readonly withinFamily: number;
}

export interface PowerRequest extends PowerAssumptions {
  /** Number of tasks of each family. */
  readonly families: readonly number[];
  readonly samples: number;
  /** Below which p-value a difference is called real; smaller where several are tested at once. */
  readonly significance: number;
  readonly seed: number;
  /** Simulated studies for each difference that is tried; more of them, a finer answer. */
  readonly studies?: number;
}

/** The chance that is asked for. */
export const wantedPower = 0.8;

/**
 * The smallest gain over the base rate that the paired permutation test over families (that of `compare`) finds in 80 of
 * 100 studies, by simulation; undefined where not even a gain to 1 is found so often. Differences are tried to 0.005.
 */
export function detectableDifference(request: PowerRequest): number | undefined {
  let found = 1 - request.baseRate;
  if (found <= 0 || power(request, found) < wantedPower) return undefined;
  let missed = 0;
  while (found - missed > 0.005) {
    const middle = (found + missed) / 2;
    if (power(request, middle) >= wantedPower) found = middle;
    else missed = middle;
  }
  return found;
}

/** The share of simulated studies in which a gain is found, the same studies for every gain. */
export function power(request: PowerRequest, gain: number): number {
  const { studies = 400, seed, families, samples, significance } = request;
  const random = createRandom(seed);
  let found = 0;
  for (let study = 0; study < studies; study++) {
    const sums = families.map((tasks) => familyDifference(tasks, gain, { ...request, random }));
    if (signFlipTest(sums, 1 / samples) < significance) found++;
  }
  return found / studies;
}

/**
 * The sum over a family's tasks of the second side's rate less the first's. An answer succeeds where its luck, uniform in
 * [0, 1], lies below its side's rate. With chance c an answer has the luck of its task, else its own, so that two answers
 * to a task correlate by c * c at equal rates; and a task has the luck of its family in the same way.
 */
function familyDifference(
  tasks: number,
  gain: number,
  { baseRate, withinTask, withinFamily, samples, random }: PowerRequest & { random: () => number },
): number {
  const [taskShare, familyShare] = [Math.sqrt(withinTask), Math.sqrt(withinFamily)];
  const familyLuck = random();
  let sum = 0;
  for (let task = 0; task < tasks; task++) {
    const own = random();
    const taskLuck = random() < familyShare ? familyLuck : own;
    const succeeds = (rate: number): number => {
      const luck = random();
      return (random() < taskShare ? taskLuck : luck) < rate ? 1 : 0;
    };
    for (let sample = 0; sample < samples; sample++) sum += succeeds(baseRate + gain) - succeeds(baseRate);
  }
  return sum / samples;
}

/** Uniform numbers in [0, 1), the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
