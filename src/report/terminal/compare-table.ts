import pc from 'picocolors';
import type { Comparison } from '../compare-rows.ts';
import { plainLine } from '../plain-text.ts';
import { plural } from '../show-metric.ts';
import { significance } from '../worse-gate.ts';
import { exactShare, points } from './points.ts';
import { wrapText } from './wrap-text.ts';

export interface ComparePage {
  readonly metric: string;
  readonly more: 'better' | 'worse';
  readonly columns: number;
  readonly colour: boolean;
  /** What all others of a mode are compared with, where nobody said so, and what is in no comparison, with the reason. */
  readonly chosen?: readonly string[];
  readonly leftOut?: readonly { readonly name: string; readonly reason: string }[];
}

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
    ...notes(comparisons, page)
      .flatMap((note) => wrapText(note, { columns: page.columns, first: '', rest: '' }))
      .map((line) => paint.dim(line)),
  ];
  return `${lines.join('\n')}\n`;
}

function notes(comparisons: readonly Comparison[], { chosen = [], leftOut = [] }: ComparePage): string[] {
  const tests = new Set(comparisons.flatMap(({ inference }) => inference?.test ?? []));
  const named = [...tests].map((test) =>
    test === 'exact McNemar' ? 'exact McNemar test' : 'paired permutation test over families',
  );
  return [
    ...chosen.map(
      (name) =>
        `Many sides: all others of their mode are compared with ${plainLine(name)} only, the first. --against NAME takes another, --all-pairs every pair.`,
    ),
    ...leftOut.map(({ name, reason }) => `Not compared: ${plainLine(name)}; ${reason}.`),
    'Tasks of the headline that both sides have a verdict on.' +
      (named.length === 0
        ? ''
        : ` Intervals (95 %) and p-values are for new tasks like these: ${named.join(', or ')}; p adjusted by Holm over this table.`),
  ];
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
  const head = `${plainLine(other)} against ${plainLine(baseline)}: ${exactShare(second)} against ${exactShare(first)}`;
  if (inference === undefined) return [head, `  ${counts}; too few families for more than counts`];
  const [lower, upper] = inference.interval;
  return [
    `${head}, ${points(difference)} (${points(lower)} to ${points(upper)})`,
    `  p = ${chance(inference.pValue)}, adjusted ${chance(adjusted ?? 1)}; ${counts}`,
  ];
}

function chance(value: number): string {
  return value < 0.001 ? value.toExponential(0) : value.toFixed(3);
}
