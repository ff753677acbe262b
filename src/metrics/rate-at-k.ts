import { type Metric, undefinedMetric } from './metric.ts';
import { passAtK, passHatK } from './pass-at-k.ts';
import { type Ends, publishIntervals } from './publish-intervals.ts';
import { type SampledShare, sampledShare } from './sampled-share.ts';
import { sumTallies, type Tally } from './tally.ts';
import { extentOf } from './unit.ts';

export interface RateOptions {
  readonly k: number;
  /** Whether one of k samples has to be so, or all of them (pass^k). */
  readonly among?: 'any' | 'all';
  /** False where a figure only describes, for instance one weakness. */
  readonly infer?: boolean;
}

/** The chance that one (or all) of k samples is a `yes`: estimated for each prompt, averaged within a task, then over tasks. */
export function rateAtK(tallies: readonly Tally[], options: RateOptions): Metric {
  const over = extentOf(tallies);
  if (tallies.length === 0) return undefinedMetric('no attempt has been judged', over);
  const missing = tooFewSamples(tallies, options.k);
  if (missing !== undefined) return undefinedMetric(missing, over);

  const tasks = groupByTask(tallies).map((group) => estimateTask(group, options));
  const low = weightedMean(tasks, (task) => task.low);
  const high = weightedMean(tasks, (task) => task.high);
  const known = tasks.filter((task) => task.value !== undefined);
  const inconclusiveRange = [low, high] as const;
  if (known.length === 0) {
    return { ...undefinedMetric('every attempt is inconclusive', over), inconclusiveRange };
  }
  const isOpen = tallies.some(({ unknown }) => unknown > 0);
  const failing = endsOf(tasks, 'low');
  const value = weightedMean(known, (task) => task.value ?? 0);
  return {
    value,
    ...(options.k === 1 ? countAttempts(tallies) : {}),
    tasks: known.length,
    families: over.families,
    ...publishIntervals(failing, isOpen ? endsOf(tasks, 'high') : failing, options.infer),
    inconclusiveRange,
  };
}

/** One sample of a prompt is always there; a larger k may not be, after faults or while a run is under way. */
function tooFewSamples(tallies: readonly Tally[], k: number): string | undefined {
  if (k === 1) return undefined;
  for (const { task, yes, no } of tallies) {
    if (yes + no < k) return `k = ${k} needs ${k} conclusive samples of every task; ${task} has ${yes + no}`;
  }
  return undefined;
}

function groupByTask(tallies: readonly Tally[]): Tally[][] {
  const groups = new Map<string, Tally[]>();
  for (const tally of tallies) {
    const group = groups.get(tally.task);
    if (group === undefined) groups.set(tally.task, [tally]);
    else group.push(tally);
  }
  return [...groups.values()];
}

interface TaskEstimate {
  readonly family: string;
  readonly weight: number;
  /** Undefined when every attempt at the task is inconclusive. */
  readonly value: number | undefined;
  /** With every inconclusive attempt a `no`, and a `yes`. */
  readonly low: number;
  readonly high: number;
  readonly prompts: readonly { readonly low: SampledShare; readonly high: SampledShare }[];
}

function estimateTask(units: readonly Tally[], { k, among = 'any' }: RateOptions): TaskEstimate {
  const [{ family, weight } = { family: '', weight: 1 }] = units;
  const rateOf = ({ yes, no }: Tally): number =>
    k === 1 ? yes / (yes + no) : (among === 'any' ? passAtK : passHatK)(yes + no, yes, k);
  const conclusive = units.filter(({ yes, no }) => yes + no >= k);
  const prompts = units.map(({ yes, no, unknown }) => {
    const share = (successes: number): SampledShare =>
      sampledShare({ samples: yes + no + unknown, successes, weight: weight / units.length }, { k, among });
    const low = share(yes);
    return { low, high: unknown === 0 ? low : share(yes + unknown) };
  });
  return {
    family,
    weight,
    value: conclusive.length === 0 ? undefined : mean(conclusive.map(rateOf)),
    low: mean(prompts.map(({ low }) => low.value)),
    high: mean(prompts.map(({ high }) => high.value)),
    prompts,
  };
}

function endsOf(tasks: readonly TaskEstimate[], end: 'low' | 'high'): Ends {
  const families = new Map<string, { sum: number; weight: number }>();
  for (const task of tasks) {
    const family = families.get(task.family) ?? { sum: 0, weight: 0 };
    families.set(task.family, family);
    family.sum += task.weight * task[end];
    family.weight += task.weight;
  }
  return { clusters: [...families.values()], prompts: tasks.flatMap(({ prompts }) => prompts.map((one) => one[end])) };
}

function countAttempts(tallies: readonly Tally[]): { numerator: number; denominator: number } {
  const { yes, no } = sumTallies(tallies);
  return { numerator: yes, denominator: yes + no };
}

function weightedMean<Item extends { readonly weight: number }>(
  items: readonly Item[],
  of: (item: Item) => number,
): number {
  const weight = items.reduce((sum, item) => sum + item.weight, 0);
  return items.reduce((sum, item) => sum + item.weight * of(item), 0) / weight;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
