import type { Gain } from './gains.ts';
import { pValueText } from './p-value-text.ts';
import { percent } from './show-metric.ts';
import { points } from './terminal/points.ts';

/** Headings of `gainCells`, the names first. */
export const gainHeadings = ['model', 'asked', 'gain', '95 %', 'direct', 'with it', 'better', 'worse', 'tasks', 'p'];

/** What stands below a table of gains. */
export function gainNotes(gains: readonly Gain[]): string[] {
  return [
    `Gains over direct in ${gains[0]?.metric ?? 'secure-pass@1'}, in percentage points, on the tasks that both did; intervals and p-values (adjusted by Holm over the table) are for new tasks like these.`,
    ...(gains.some(({ unrevealed }) => unrevealed)
      ? ['*: both were judged without the tests that the strategy shows.']
      : []),
  ];
}

/** One gain as texts, not escaped. */
export function gainCells(gain: Gain): string[] {
  const { model, mode, strategy, unrevealed, difference, first, second, better, worse, tasks } = gain;
  const { inference, adjusted } = gain;
  return [
    ...[model, `${mode}/${strategy}${unrevealed ? '*' : ''}`, points(difference)],
    inference === undefined ? '' : inference.interval.map(points).join(' to '),
    ...[percent(first), percent(second), String(better), String(worse), String(tasks)],
    adjusted === undefined ? '' : pValueText(adjusted),
  ];
}
