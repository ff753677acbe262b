import { type Confusion, countConfusions } from './answer-table.ts';
import { type AnswerUnit, isDetect, isPair } from './classified-attempt.ts';
import { accuracy } from './classify-rates.ts';
import { type NearMisses, nearMisses } from './cwe-hierarchy.ts';
import {
  codePairs,
  countPairs,
  type DetectTable,
  detectMetrics,
  detectTable,
  type PairOutcomes,
  pairOutcomes,
} from './detect-metrics.ts';
import { identifyMetrics } from './identify-metrics.ts';
import type { Metrics } from './metric.ts';
import { countResults } from './unit.ts';

export interface ClassifyCounts {
  readonly kind: 'classify';
  readonly attempts: number;
  readonly correct: number;
  /** Wrong, and no answer could be read. */
  readonly unreadable: number;
  /** Wrong, and not among the answers that could be given. */
  readonly outsideList: number;
  readonly table: DetectTable | null;
  readonly pairs: PairOutcomes | null;
  /** Of `identify`: how often each weakness was given each answer. */
  readonly confusions: readonly Confusion[];
  /** Of `identify`: how near the wrong answers came. */
  readonly nearMisses: NearMisses | null;
  /** What always giving the commonest right answer would have scored, in attempts. */
  readonly commonest: { readonly answer: string; readonly count: number } | null;
}

/** Metrics of a row of the mode `classify`, which asks either for a yes or no or for the weakness. */
export function classifyMetrics(units: readonly AnswerUnit[], { infer = true } = {}): Metrics {
  if (asksOfPairs(units)) return { accuracy: accuracy(units, infer) };
  return asksYesOrNo(units) ? detectMetrics(units, infer) : identifyMetrics(units, infer);
}

/** Both versions in one question: being right is being right about both. */
function asksOfPairs(units: readonly AnswerUnit[]): boolean {
  const results = units.flatMap(countResults);
  return results.length > 0 && results.every(([result]) => isPair(result));
}

function asksYesOrNo(units: readonly AnswerUnit[]): boolean {
  return units.every((unit) => countResults(unit).every(([result]) => isDetect(result)));
}

/** `listed`: every weakness that could have been named. */
export function countAnswers(units: readonly AnswerUnit[], listed: ReadonlySet<string>): ClassifyCounts {
  const detect = asksYesOrNo(units);
  const pair = asksOfPairs(units);
  const inList = (answer: string): boolean =>
    pair || (detect ? /^(vulnerable|secure)$/.test(answer) : listed.has(answer));
  const counts = { attempts: 0, correct: 0, unreadable: 0, outsideList: 0 };
  for (const [{ answer, correct }, count] of units.flatMap(countResults)) {
    counts.attempts += count;
    if (correct) counts.correct += count;
    else if (answer === undefined) counts.unreadable += count;
    else if (!inList(answer)) counts.outsideList += count;
  }
  const confusions = countConfusions(units);
  return {
    kind: 'classify',
    ...counts,
    table: detect ? detectTable(confusions) : null,
    pairs: pair ? countPairs(units) : detect ? pairOutcomes(codePairs(units)) : null,
    confusions: detect || pair ? [] : confusions,
    nearMisses: detect || pair ? null : nearMisses(confusions),
    commonest: commonestTruth(confusions),
  };
}

function commonestTruth(confusions: readonly Confusion[]): ClassifyCounts['commonest'] {
  const shown = new Map<string, number>();
  for (const { truth, count } of confusions) shown.set(truth, (shown.get(truth) ?? 0) + count);
  const [first] = [...shown].sort(([, a], [, b]) => b - a);
  return first === undefined ? null : { answer: first[0], count: first[1] };
}
