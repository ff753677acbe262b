import type { Holds, Metric } from './metric.ts';
import { undefinedMetric } from './metric.ts';
import { publishIntervals } from './publish-intervals.ts';
import type { SampledShare } from './sampled-share.ts';
import { type Counted, countResults, extentOf, type Unit } from './unit.ts';

/** Which results belong to the group, and of which of them something is so. */
export interface GroupQuestion<Result> {
  readonly member: (result: Result) => Holds;
  readonly holds: (result: Result) => Holds;
  /** Why there is no value when nothing belongs to the group. */
  readonly whenEmpty: string;
  /** False where a figure only describes, for instance one weakness. */
  readonly infer?: boolean;
}

/**
 * The share of a group in which something holds, over attempts. The group is itself an outcome and differs from row to
 * row: read the share beside the joint rate.
 */
export function shareAmong<Result extends object>(
  units: readonly Unit<Result>[],
  { member, holds, whenEmpty, infer = true }: GroupQuestion<Result>,
): Metric {
  const counted = units.map((unit) => {
    const { results: _results, ...about } = unit;
    return { ...about, ...countCases(countResults(unit), member, holds) };
  });
  const sum = (of: (counts: Counts) => number): number => counts(counted, of);
  const over = extentOf(counted.filter(({ yes, no, undecided }) => yes + no + undecided > 0));
  const numerator = sum(({ yes }) => yes);
  const denominator = numerator + sum(({ no }) => no);
  const low = share(sum(lowest.yes), sum(lowest.all));
  const high = share(sum(highest.yes), sum(highest.all));
  const inconclusiveRange = low === undefined || high === undefined ? null : ([low, high] as const);

  const value = share(numerator, denominator);
  if (value === undefined) return { ...undefinedMetric(whenEmpty, over), inconclusiveRange };
  const ends = (end: End) => ({ clusters: clustersOf(counted, end), prompts: promptsOf(counted, end) });
  return {
    value,
    numerator,
    denominator,
    ...over,
    ...publishIntervals(ends(lowest), ends(highest), infer),
    inconclusiveRange,
  };
}

interface Counts {
  /** Members of which it is so, and is not. */
  readonly yes: number;
  readonly no: number;
  /** Members, or perhaps members, of which it may be so. */
  readonly undecided: number;
  /** Perhaps members, of which it is so, and is not. */
  readonly perhapsYes: number;
  readonly perhapsNo: number;
}
type FamilyCounts = Counts & { readonly family: string };

/** Each undecided attempt goes wherever it moves the share furthest down, then furthest up. */
interface End {
  readonly yes: (counts: Counts) => number;
  readonly all: (counts: Counts) => number;
}
const lowest: End = {
  yes: ({ yes }) => yes,
  all: ({ yes, no, undecided, perhapsNo }) => yes + no + undecided + perhapsNo,
};
const highest: End = {
  yes: ({ yes, undecided, perhapsYes }) => yes + undecided + perhapsYes,
  all: ({ yes, no, undecided, perhapsYes }) => yes + no + undecided + perhapsYes,
};

function countCases<Result>(
  results: Counted<Result>,
  member: (result: Result) => Holds,
  holds: (result: Result) => Holds,
): Counts {
  const counts = { yes: 0, no: 0, undecided: 0, perhapsYes: 0, perhapsNo: 0 };
  for (const [result, count] of results) {
    const belongs = member(result);
    if (belongs === 'no') continue;
    const answer = holds(result);
    if (answer === 'unknown') counts.undecided += count;
    else if (belongs === 'yes') counts[answer] += count;
    else counts[answer === 'yes' ? 'perhapsYes' : 'perhapsNo'] += count;
  }
  return counts;
}

function counts(counted: readonly FamilyCounts[], of: (counts: Counts) => number): number {
  return counted.reduce((sum, one) => sum + of(one), 0);
}

function clustersOf(counted: readonly FamilyCounts[], { yes, all }: End) {
  const families = new Map<string, { sum: number; weight: number }>();
  for (const one of counted) {
    const family = families.get(one.family) ?? { sum: 0, weight: 0 };
    families.set(one.family, { sum: family.sum + yes(one), weight: family.weight + all(one) });
  }
  return [...families.values()].filter(({ weight }) => weight > 0);
}

function promptsOf(counted: readonly FamilyCounts[], { yes, all }: End): SampledShare[] {
  return counted.flatMap((one) => {
    const [successes, trials] = [yes(one), all(one)];
    if (trials === 0) return [];
    const spread = trials < 2 ? undefined : (successes * (trials - successes)) / (trials * (trials - 1));
    return [{ value: successes / trials, weight: trials, trials, spread }];
  });
}

function share(numerator: number, denominator: number): number | undefined {
  return denominator === 0 ? undefined : numerator / denominator;
}
