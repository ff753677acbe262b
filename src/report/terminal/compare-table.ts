import pc from 'picocolors';
import type { Comparison } from '../compare-rows.ts';
import { plainLine } from '../plain-text.ts';
import { plural } from '../show-metric.ts';
import { wrapText } from './wrap-text.ts';

export interface ComparePage {
  readonly metric: string;
  readonly more: 'better' | 'worse';
  readonly columns: number;
  readonly colour: boolean;
}

/** Below this, after Holm's method, a difference is called real. */
const significance = 0.05;

/** One sentence on what is real, then one for each comparison with its figures. */
export function tellComparisons(comparisons: readonly Comparison[], page: ComparePage): string {
  const paint = pc.createColors(page.colour);
  const real = comparisons.filter(isReal);
  const verdict =
    real.length === 0
      ? `No difference in ${page.metric} is shown to be real.`
      : `${real.length} of ${plural(comparisons.length, 'difference')} in ${page.metric} ${real.length === 1 ? 'is' : 'are'} real: ${real.map((one) => claim(one, page)).join('; ')}.`;
  const lines = [
    ...wrapText(verdict, { columns: page.columns, first: '', rest: '' }).map((line) => paint.bold(line)),
    '',
    ...comparisons.flatMap((one) => {
      const [head, ...rest] = figures(one);
      return [isReal(one) ? paint.green(head ?? '') : (head ?? ''), ...rest.map((line) => paint.dim(line))];
    }),
    '',
    ...wrapText(
      'Tasks of the headline that both sides have a verdict on. Intervals (95 %) and p-values are for new tasks like these: paired permutation test over families; p adjusted by Holm over this table.',
      { columns: page.columns, first: '', rest: '' },
    ).map((line) => paint.dim(line)),
  ];
  return `${lines.join('\n')}\n`;
}

function isReal({ adjusted }: Comparison): boolean {
  return adjusted !== undefined && adjusted < significance;
}

function claim({ baseline, other, difference }: Comparison, { more }: ComparePage): string {
  const better = difference > 0 === (more === 'better');
  return `${plainLine(other)} is ${better ? 'better' : 'worse'} than ${plainLine(baseline)} (${points(difference)})`;
}

function figures({ baseline, other, difference, first, second, inference, adjusted, ...rest }: Comparison): string[] {
  const { tasks, families, better, worse } = rest;
  const counts = `${plural(tasks, 'task')} of ${plural(families, 'family', 'families')}: higher in ${better}, lower in ${worse}`;
  const head = `${plainLine(other)} against ${plainLine(baseline)}: ${share(second)} against ${share(first)}`;
  if (inference === undefined) return [head, `  ${counts}; too few families for more than counts`];
  const [lower, upper] = inference.interval;
  return [
    `${head}, ${points(difference)} (${points(lower)} to ${points(upper)})`,
    `  p = ${chance(inference.pValue)}, adjusted ${chance(adjusted ?? 1)}; ${counts}`,
  ];
}

function share(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

/** A difference of shares, in percentage points. */
function points(value: number): string {
  const rounded = (100 * value).toFixed(1);
  return `${value > 0 ? '+' : ''}${rounded === '-0.0' ? '0.0' : rounded}`;
}

function chance(value: number): string {
  return value < 0.001 ? value.toExponential(0) : value.toFixed(3);
}
