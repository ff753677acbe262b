import type { CodeRow, Row } from '../../../src/report/report-document.ts';
import { codeRows, fullRows } from '../../../src/report/select-rows.ts';
import { plural, showCount } from '../../../src/report/show-metric.ts';
import type { OutcomeCounts } from '../data/outcome-counts.ts';

const told = [
  ['vulnerable', 'work and can be exploited'],
  ['broken', 'do not do what was asked'],
  ['invalid', 'are no usable module'],
  ['inconclusive', 'could not be judged'],
] as const;

/** Verdicts of all candidates of the headline's tasks. */
export function sumVerdicts(rows: readonly Row[]): OutcomeCounts {
  const sums: Record<string, number> = {};
  for (const { counts } of fullRows(codeRows(rows))) {
    for (const [verdict, count] of Object.entries(counts.verdicts)) sums[verdict] = (sums[verdict] ?? 0) + count;
  }
  return sums;
}

/** What came of the run in one sentence. `judged` where there is no code to speak of. */
export function headline(rows: readonly Row[], judged: number): string {
  const counts = sumVerdicts(rows);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (all === 0) return `${plural(judged, 'answer')} judged.`;
  const others = told.flatMap(([verdict, words]) => {
    const count = counts[verdict] ?? 0;
    return count === 0 ? [] : [`${showCount(count)} ${words}`];
  });
  const rest = others.length === 0 ? '' : `; ${others.join(', ')}`;
  return `${showCount(counts.secure ?? 0)} of ${plural(all, 'candidate')} work and withstand every attack${rest}.`;
}

export interface Extremes {
  readonly mode: string;
  readonly best: CodeRow;
  readonly weakest: CodeRow;
}

/** The best and the weakest row of each mode that has several. */
export function extremes(rows: readonly Row[]): Extremes[] {
  const share = ({ metrics }: CodeRow): number => metrics['secure-pass@1']?.value ?? -1;
  return (['generate', 'repair'] as const).flatMap((mode) => {
    const ranked = fullRows(codeRows(rows))
      .filter((row) => row.mode === mode && row.metrics['secure-pass@1']?.value !== undefined)
      .sort((a, b) => share(b) - share(a));
    const [best, weakest] = [ranked.at(0), ranked.at(-1)];
    if (best === undefined || weakest === undefined || share(best) === share(weakest)) return [];
    return [{ mode, best, weakest }];
  });
}
