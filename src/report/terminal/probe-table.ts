import pc from 'picocolors';
import type { VariedComparison } from '../compare-varied.ts';
import { pValueText } from '../p-value-text.ts';
import { plainLine } from '../plain-text.ts';
import { plural } from '../show-metric.ts';
import { exactShare, points } from './points.ts';
import { wrapText } from './wrap-text.ts';

export interface ProbePage {
  readonly metric: string;
  readonly columns: number;
  readonly colour: boolean;
}

/** Below this, after Holm's method, a loss under other names is called real. */
const significance = 0.05;

/** A sentence for each model and strategy: whether it does worse when the tasks have other names. */
export function tellProbe(comparisons: readonly VariedComparison[], page: ProbePage): string {
  const paint = pc.createColors(page.colour);
  const lines = comparisons.flatMap((one) => {
    const [head, ...rest] = wrapText(verdictOf(one, page.metric), { columns: page.columns, first: '', rest: '  ' });
    const colour = suspected(one) ? paint.red : paint.bold;
    return [colour(head ?? ''), ...rest, ...figures(one, page).map((line) => paint.dim(line))];
  });
  const note =
    'The same tasks, with entry points, tables and fields renamed and other payloads. Whoever has learnt them by heart does worse under other names; doing no worse does not prove that a model has never seen them. Paired over families, intervals 95 %, p adjusted by Holm.';
  const told = wrapText(note, { columns: page.columns, first: '', rest: '' }).map((line) => paint.dim(line));
  return `${[...lines, '', ...told].join('\n')}\n`;
}

function suspected({ adjusted, difference }: VariedComparison): boolean {
  return adjusted !== undefined && adjusted < significance && difference < 0;
}

function verdictOf(one: VariedComparison, metric: string): string {
  const name = plainLine(one.name);
  if (suspected(one))
    return `${name} does worse under other names (${points(one.difference)}): it seems to know the tasks.`;
  if (one.inference === undefined) {
    return `${name}: ${plural(one.families, 'family', 'families')} are too few to say more than counts.`;
  }
  const most = points(one.inference.interval[0]);
  return `${name} is not shown to do worse under other names; a loss of ${metric} beyond ${most} can be ruled out.`;
}

function figures(
  { first, second, inference, adjusted, ...counts }: VariedComparison,
  { columns }: ProbePage,
): string[] {
  const interval = inference === undefined ? '' : ` (${inference.interval.map(points).join(' to ')})`;
  const chance = adjusted === undefined ? '' : `, p ${pValueText(adjusted)}`;
  const text = `other names ${exactShare(second)}, as they are ${exactShare(first)}: ${points(counts.difference)}${interval}${chance}; ${plural(counts.tasks, 'task')}, higher in ${counts.better}, lower in ${counts.worse}`;
  return wrapText(text, { columns, first: '  ', rest: '  ' });
}
