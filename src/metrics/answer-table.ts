import type { AnswerUnit, ClassifiedAnswer } from './classified-attempt.ts';
import { resultsOf } from './unit.ts';

/** How often code of the class `truth` was given the answer `answer`; `answer` is absent when it was unreadable. */
export interface Confusion {
  readonly truth: string;
  readonly answer?: string;
  readonly count: number;
}

/** The class that code belongs to: its task's weakness, or what was expected where that is not accepted ("secure"). */
function truthOf(cwe: string, expected: readonly string[]): string {
  return expected.includes(cwe) ? cwe : (expected[0] ?? cwe);
}

/** Counts answers by class. An accepted answer counts as the class itself: CWE-77 for CWE-78, where a task accepts both. */
export function countConfusions(units: readonly AnswerUnit[]): Confusion[] {
  const counts = new Map<string, { truth: string; answer?: string; count: number }>();
  for (const unit of units) {
    for (const result of resultsOf(unit)) count(counts, truthOf(unit.cwe, result.expected), result);
  }
  return [...counts.values()].sort((a, b) => compare(a.truth, b.truth) || b.count - a.count);
}

function count(
  counts: Map<string, { truth: string; answer?: string; count: number }>,
  truth: string,
  { correct, answer: given }: ClassifiedAnswer,
): void {
  const answer = correct ? truth : given;
  const name = JSON.stringify([truth, answer ?? null]);
  const entry = counts.get(name);
  if (entry === undefined) counts.set(name, { truth, ...(answer === undefined ? {} : { answer }), count: 1 });
  else entry.count += 1;
}

/** The table without what a part of it holds. */
export function withoutConfusions(whole: readonly Confusion[], part: readonly Confusion[]): Confusion[] {
  const taken = new Map(part.map(({ truth, answer, count }) => [JSON.stringify([truth, answer ?? null]), count]));
  return whole.flatMap((cell) => {
    const left = cell.count - (taken.get(JSON.stringify([cell.truth, cell.answer ?? null])) ?? 0);
    return left === 0 ? [] : [{ ...cell, count: left }];
  });
}

/** One for all comparisons: `localeCompare` makes one for each. */
const { compare } = new Intl.Collator('en', { numeric: true });
