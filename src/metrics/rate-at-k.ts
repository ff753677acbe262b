import { type FamilyRange, publishBound } from './family-bound.ts';
import { type Metric, type Observation, undefinedMetric } from './metric.ts';
import { passAtK } from './pass-at-k.ts';

interface Tally {
  yes: number;
  no: number;
  unknown: number;
}

interface TaskTallies {
  readonly task: string;
  readonly family: string;
  readonly units: ReadonlyMap<string, Tally>;
}

interface TaskEstimate {
  readonly family: string;
  /** Undefined when every attempt at the task is inconclusive. */
  readonly value: number | undefined;
  readonly low: number;
  readonly high: number;
}

/** The chance that one of k samples is a `yes`: estimated for each prompt, averaged within a task, then over tasks. */
export function rateAtK(observations: readonly Observation[], k: number): Metric {
  const tallies = tallyByTask(observations);
  const over = { tasks: tallies.length, families: new Set(tallies.map(({ family }) => family)).size };
  if (tallies.length === 0) return undefinedMetric('no attempt has been judged', over);
  const missing = tooFewSamples(tallies, k);
  if (missing !== undefined) return undefinedMetric(missing, over);

  const estimates = tallies.map((tally) => estimateTask(tally, k));
  const low = mean(estimates.map((estimate) => estimate.low));
  const high = mean(estimates.map((estimate) => estimate.high));
  const known = estimates.map(({ value }) => value).filter((value) => value !== undefined);
  const inconclusiveRange = [low, high] as const;
  if (known.length === 0) {
    return { ...undefinedMetric('every attempt is inconclusive', over), inconclusiveRange };
  }

  const value = mean(known);
  return {
    value,
    ...(k === 1 ? countAttempts(observations) : {}),
    tasks: known.length,
    families: over.families,
    ...publishBound(groupByFamily(estimates), [low, value, high]),
    inconclusiveRange,
  };
}

function tallyByTask(observations: readonly Observation[]): TaskTallies[] {
  const tasks = new Map<string, { task: string; family: string; units: Map<string, Tally> }>();
  for (const { task, family, unit, holds } of observations) {
    const entry = tasks.get(task) ?? { task, family, units: new Map<string, Tally>() };
    const tally = entry.units.get(unit) ?? { yes: 0, no: 0, unknown: 0 };
    tally[holds] += 1;
    entry.units.set(unit, tally);
    tasks.set(task, entry);
  }
  return [...tasks.values()];
}

/** One sample of a prompt is always there; a larger k may not be, after faults or while a run is under way. */
function tooFewSamples(tallies: readonly TaskTallies[], k: number): string | undefined {
  if (k === 1) return undefined;
  for (const { task, units } of tallies) {
    for (const { yes, no } of units.values()) {
      if (yes + no < k) return `k = ${k} needs ${k} conclusive samples of every task; ${task} has ${yes + no}`;
    }
  }
  return undefined;
}

function estimateTask({ family, units }: TaskTallies, k: number): TaskEstimate {
  const all = [...units.values()];
  const conclusive = all.filter(({ yes, no }) => yes + no >= k);
  const total = ({ yes, no, unknown }: Tally): number => yes + no + unknown;
  return {
    family,
    value: conclusive.length === 0 ? undefined : mean(conclusive.map(({ yes, no }) => passAtK(yes + no, yes, k))),
    low: mean(all.map((tally) => passAtK(total(tally), tally.yes, k))),
    high: mean(all.map((tally) => passAtK(total(tally), tally.yes + tally.unknown, k))),
  };
}

function groupByFamily(estimates: readonly TaskEstimate[]): FamilyRange[] {
  const families = new Map<string, { lows: number[]; highs: number[] }>();
  for (const { family, low, high } of estimates) {
    const range = families.get(family) ?? { lows: [], highs: [] };
    range.lows.push(low);
    range.highs.push(high);
    families.set(family, range);
  }
  return [...families.values()];
}

function countAttempts(observations: readonly Observation[]): { numerator: number; denominator: number } {
  return {
    numerator: observations.filter(({ holds }) => holds === 'yes').length,
    denominator: observations.filter(({ holds }) => holds !== 'unknown').length,
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
