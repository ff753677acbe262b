import type { Confusion } from './answer-table.ts';
import type { AnswerUnit } from './classified-attempt.ts';
import { accuracy } from './classify-rates.ts';
import type { Metric, Metrics } from './metric.ts';
import { multiclassFigures } from './multiclass-figures.ts';
import { rateAtK } from './rate-at-k.ts';
import { type TableFigure, tableMetrics } from './table-figures.ts';
import type { Tally } from './tally.ts';
import { countResults } from './unit.ts';

/** Positive is `vulnerable`. An answer that cannot be read counts as the wrong one of the two. */
export interface DetectTable {
  readonly truePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  readonly falsePositives: number;
}

/** What became of the insecure and the secure version of one piece of code (Ding et al., PrimeVul, arXiv 2403.18624). */
export interface PairOutcomes {
  readonly bothRight: number;
  readonly bothVulnerable: number;
  readonly bothSecure: number;
  readonly reversed: number;
}

export function detectTable(confusions: readonly Confusion[]): DetectTable {
  const table = { truePositives: 0, falseNegatives: 0, trueNegatives: 0, falsePositives: 0 };
  for (const { truth, answer, count } of confusions) {
    if (truth === 'vulnerable') table[answer === truth ? 'truePositives' : 'falseNegatives'] += count;
    else table[answer === truth ? 'trueNegatives' : 'falsePositives'] += count;
  }
  return table;
}

const share = (counts: (table: DetectTable) => readonly [number, number], whenUndefined: string): TableFigure => ({
  of: (confusions) => {
    const [numerator, denominator] = counts(detectTable(confusions));
    return numerator / denominator;
  },
  counts: (confusions) => counts(detectTable(confusions)),
  whenUndefined,
});

const figures: Readonly<Record<string, TableFigure>> = {
  'balanced-accuracy': {
    of: (confusions) => {
      const { truePositives: tp, falseNegatives: fn, trueNegatives: tn, falsePositives: fp } = detectTable(confusions);
      return (tp / (tp + fn) + tn / (tn + fp)) / 2;
    },
    whenUndefined: 'needs vulnerable and secure code among what was shown',
  },
  precision: share(({ truePositives: tp, falsePositives: fp }) => [tp, tp + fp], 'no code was called vulnerable'),
  recall: share(({ truePositives: tp, falseNegatives: fn }) => [tp, tp + fn], 'no vulnerable code was shown'),
  specificity: share(({ trueNegatives: tn, falsePositives: fp }) => [tn, tn + fp], 'no secure code was shown'),
  f1: {
    of: (confusions) => {
      const { truePositives: tp, falseNegatives: fn, falsePositives: fp } = detectTable(confusions);
      return (2 * tp) / (2 * tp + fp + fn);
    },
    whenUndefined: 'no code was vulnerable or called so',
  },
  ...multiclassFigures,
  mcc: {
    of: (confusions) => {
      const { truePositives: tp, falseNegatives: fn, trueNegatives: tn, falsePositives: fp } = detectTable(confusions);
      // Factors are rooted one by one: their product leaves the exact integers early.
      return (tp * tn - fp * fn) / (Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn));
    },
    least: -1,
    whenUndefined: 'all answers, or all code that was shown, are of one class',
  },
};

export function detectMetrics(units: readonly AnswerUnit[], infer: boolean): Metrics {
  return {
    accuracy: accuracy(units, infer),
    'pair-accuracy': pairAccuracy(units, infer),
    ...tableMetrics(units, figures, infer),
  };
}

interface CodePair extends Pick<AnswerUnit, 'task' | 'family'> {
  readonly insecure: boolean;
  readonly secure: boolean;
}

/** Of attempts that showed both versions at once. What cannot be read is in none of the four. */
export function countPairs(units: readonly AnswerUnit[]): PairOutcomes {
  const answers = units.flatMap(countResults);
  const count = (outcome: string): number =>
    answers.reduce((sum, [{ answer }, times]) => sum + (answer === outcome ? times : 0), 0);
  return {
    bothRight: count('both-right'),
    bothVulnerable: count('both-vulnerable'),
    bothSecure: count('both-secure'),
    reversed: count('reversed'),
  };
}

/** Pairs `insecure` with `secure`, `insecure-2` with `secure-2` … of the same task and sample; the rest is left out. */
export function codePairs(units: readonly AnswerUnit[]): CodePair[] {
  const secure = new Map(
    units
      .filter(({ shown }) => /^secure(-|$)/.test(shown))
      .map((unit) => [JSON.stringify([unit.task, unit.shown]), unit]),
  );
  return units.flatMap((unit) => {
    if (!/^insecure(-|$)/.test(unit.shown)) return [];
    const other = secure.get(JSON.stringify([unit.task, unit.shown.replace('insecure', 'secure')]));
    return unit.results.flatMap((result, sample) => {
      const beside = other?.results[sample];
      if (result === undefined || beside === undefined) return [];
      return [{ task: unit.task, family: unit.family, insecure: result.correct, secure: beside.correct }];
    });
  });
}

export function pairOutcomes(pairs: readonly CodePair[]): PairOutcomes {
  const count = (insecure: boolean, secure: boolean): number =>
    pairs.filter((pair) => pair.insecure === insecure && pair.secure === secure).length;
  return {
    bothRight: count(true, true),
    bothVulnerable: count(true, false),
    bothSecure: count(false, true),
    reversed: count(false, false),
  };
}

/** The share of pairs of which both versions were told right. */
function pairAccuracy(units: readonly AnswerUnit[], infer: boolean): Metric {
  const tallies = codePairs(units).map(({ task, family, insecure, secure }): Tally => {
    const right = insecure && secure;
    return { task, family, weight: 1, yes: right ? 1 : 0, no: right ? 0 : 1, unknown: 0 };
  });
  const metric = rateAtK(tallies, { k: 1, infer });
  return metric.value === undefined ? { ...metric, reason: 'no code was shown in both versions' } : metric;
}
