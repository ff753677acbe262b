import type { Gain } from '../gains.ts';
import { pValueText } from '../p-value-text.ts';
import { plainLine } from '../plain-text.ts';
import { plural } from '../show-metric.ts';
import type { Page } from './code-table.ts';
import { displayWidth, fitWidth, padWidth } from './display-width.ts';
import { points } from './points.ts';
import { wrapText } from './wrap-text.ts';

/** What each strategy gains over direct, the greatest gain first; nothing where direct was not asked. */
export function gainsTable(gains: readonly Gain[], page: Page): string[] {
  if (gains.length === 0) return [];
  const { columns, paint } = page;
  const lines = gains.flatMap((gain, index) => {
    const before = gains[index - 1];
    const isNew = before === undefined || before.model !== gain.model || before.mode !== gain.mode;
    const heading = `gain in ${gain.metric} over direct · ${gain.mode} · ${plainLine(gain.model)}`;
    const isReal = isInferred(page) && gain.adjusted !== undefined && gain.adjusted < 0.05;
    const told = linesOf(gain, page);
    return [
      ...(isNew ? wrapText(heading, { columns, first: '', rest: '  ' }).map(paint.bold) : []),
      ...(isReal ? told.map(paint.green) : told),
    ];
  });
  return [...lines, ...wrapText(noteOf(gains, page), { columns, first: '', rest: '' }).map(paint.dim)];
}

function noteOf(gains: readonly Gain[], page: Page): string {
  const notes = [
    'Paired on the tasks that both did.',
    !isInferred(page) && 'Counts only: intervals of gains are for other tasks than these (--estimand new-tasks).',
    isInferred(page) &&
      gains.some(({ inference }) => inference !== undefined) &&
      '95 % intervals and p-values (adjusted by Holm over this table) are for new tasks like these.',
    gains.some(({ unrevealed }) => unrevealed) && '*: both judged without the tests that the strategy shows.',
  ];
  return notes.filter((note) => note !== false).join(' ');
}

/** One line where the page is wide enough for it, else two. */
function linesOf(gain: Gain, page: Page): string[] {
  const { strategy, difference, first, second, unrevealed } = gain;
  const { columns } = page;
  const room = Math.min(20, columns - 26);
  const mark = unrevealed ? '*' : '';
  const name = padWidth(fitWidth(plainLine(strategy), room - mark.length) + mark, room);
  const change = `  ${name}${points(difference).padStart(7)}  ${share(first)} → ${share(second)}`;
  const whole = `${change}  ${figuresOf(gain, page)}`;
  if (displayWidth(whole) <= columns) return [whole];
  return [change, ...wrapText(figuresOf(gain, page), { columns, first: '    ', rest: '    ' })];
}

function figuresOf({ inference, adjusted, better, worse, tasks }: Gain, page: Page): string {
  if (inference === undefined || !isInferred(page)) {
    return `better in ${better}, worse in ${worse} of ${plural(tasks, 'task')}`;
  }
  const [lower, upper] = inference.interval;
  return `(${points(lower)} to ${points(upper)}), p ${pValueText(adjusted ?? 1)}`;
}

/** A paired interval is known for new tasks only; where the page is about these tasks, counts are what there is to say. */
function isInferred({ estimand }: Page): boolean {
  return estimand === 'new-tasks';
}

function share(value: number): string {
  return `${(100 * value).toFixed(0)} %`;
}
