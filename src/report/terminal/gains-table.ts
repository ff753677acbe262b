import type { Gain } from '../gains.ts';
import { plainLine } from '../plain-text.ts';
import { plural } from '../show-metric.ts';
import type { Page } from './code-table.ts';
import { wrapText } from './wrap-text.ts';

/** What each strategy gains over direct, the greatest gain first; nothing where direct was not asked. */
export function gainsTable(gains: readonly Gain[], { columns, paint }: Page): string[] {
  if (gains.length === 0) return [];
  const lines = gains.flatMap((gain, index) => {
    const before = gains[index - 1];
    const isNew = before === undefined || before.model !== gain.model || before.mode !== gain.mode;
    const heading = paint.bold(`gain in secure-pass@1 over direct · ${gain.mode} · ${plainLine(gain.model)}`);
    const isReal = gain.adjusted !== undefined && gain.adjusted < 0.05;
    return [...(isNew ? [heading] : []), isReal ? paint.green(lineOf(gain)) : lineOf(gain)];
  });
  const note = `Paired on the tasks that both did; 95 % intervals and p-values (adjusted by Holm over this table) for new tasks like these.${
    gains.some(({ unrevealed }) => unrevealed) ? ' *: both judged without the tests that the strategy shows.' : ''
  }`;
  return [...lines, ...wrapText(note, { columns, first: '', rest: '' }).map(paint.dim)];
}

function lineOf({
  strategy,
  difference,
  first,
  second,
  inference,
  adjusted,
  unrevealed,
  tasks,
  better,
  worse,
}: Gain): string {
  const name = `  ${plainLine(strategy)}${unrevealed ? '*' : ''}`.padEnd(22);
  const change = `${points(difference).padStart(7)}  ${share(first)} → ${share(second)}`;
  if (inference === undefined)
    return `${name}${change}  better in ${better}, worse in ${worse} of ${plural(tasks, 'task')}`;
  const [lower, upper] = inference.interval;
  return `${name}${change}  (${points(lower)} to ${points(upper)}), p ${(adjusted ?? 1).toFixed(3)}`;
}

/** Percentage points. */
function points(value: number): string {
  const rounded = (100 * value).toFixed(1);
  return `${value > 0 ? '+' : ''}${rounded === '-0.0' ? '0.0' : rounded}`;
}

function share(value: number): string {
  return `${(100 * value).toFixed(0)} %`;
}
