import { isGood } from '../../../src/report/page/outcome.ts';
import type { Run } from '../data/run.ts';

/** How often each answer was given where each was right; `none` is no answer that could be read. */
export interface Confusion {
  readonly expected: readonly string[];
  readonly answers: readonly string[];
  count(expected: string, answer: string): number;
}

export const noAnswer = 'none';

/** The answers of one way to be asked (`classify/identify`), of one model or all. */
export function confusion(run: Run, strategy: string, model?: string): Confusion {
  const { rows, row } = run.columns;
  const wanted = rows.map(
    (of) => `${of.mode}/${of.strategy}` === strategy && (model === undefined || of.model === model),
  );
  const counts = new Map<string, number>();
  const [expected, answers] = [new Set<string>(), new Set<string>()];
  for (let place = 0; place < run.count; place++) {
    const right = run.textOf('expected', place);
    if (!wanted[row[place] ?? -1] || right === undefined) continue;
    const given = run.textOf('answer', place) ?? noAnswer;
    expected.add(right);
    // An accepted synonym counts as the class itself.
    const answer = isGood(run.outcomeOf(place)) ? right : given;
    answers.add(answer);
    const name = JSON.stringify([right, answer]);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const order = [...expected].sort(byNumber);
  const others = [...answers].filter((answer) => !expected.has(answer)).sort(byNumber);
  return {
    expected: order,
    answers: [...order, ...others],
    count: (right, answer) => counts.get(JSON.stringify([right, answer])) ?? 0,
  };
}

/** CWE-79 before CWE-611; what is no number as text; no answer last. */
function byNumber(a: string, b: string): number {
  if ((a === noAnswer) !== (b === noAnswer)) return a === noAnswer ? 1 : -1;
  return a.localeCompare(b, 'en', { numeric: true });
}
