import type { AnswerUnit } from './classified-attempt.ts';
import { countResults } from './unit.ts';

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
    for (const [{ correct, answer: given, expected }, count] of countResults(unit)) {
      const truth = truthOf(unit.cwe, expected);
      const answer = correct ? truth : given;
      const name = nameOf({ truth, answer });
      const entry = counts.get(name);
      if (entry === undefined) counts.set(name, { truth, ...(answer === undefined ? {} : { answer }), count });
      else entry.count += count;
    }
  }
  return [...counts.values()].sort((a, b) => compare(a.truth, b.truth) || b.count - a.count);
}

function nameOf({ truth, answer }: { readonly truth: string; readonly answer?: string | undefined }): string {
  return JSON.stringify([truth, answer ?? null]);
}

/** The table without what a part of it holds. */
export function withoutConfusions(whole: readonly Confusion[], part: readonly Confusion[]): Confusion[] {
  const taken = new Map(part.map((cell) => [nameOf(cell), cell.count]));
  return whole.flatMap((cell) => {
    const left = cell.count - (taken.get(nameOf(cell)) ?? 0);
    return left === 0 ? [] : [{ ...cell, count: left }];
  });
}

/** One for all comparisons: `localeCompare` makes one for each. */
const { compare } = new Intl.Collator('en', { numeric: true });
