import type { ReportDocument } from '../report-document.ts';
import { classifyRows } from '../select-rows.ts';
import { percent } from '../show-metric.ts';
import type { Page } from './code-table.ts';
import { wrapText } from './wrap-text.ts';

/** What a reader must set the scores of recognition beside: what became of pairs, and how far one gets without reading. */
export function classifyNotes({ overall, shortcuts }: ReportDocument, { columns, paint }: Page): string[] {
  const rows = classifyRows(overall);
  const pairs = rows.flatMap(({ strategy, model, counts }) => {
    if (counts.pairs === null) return [];
    const { bothRight, bothVulnerable, bothSecure, reversed } = counts.pairs;
    if (bothRight + bothVulnerable + bothSecure + reversed === 0) return [];
    const named = rows.every((row) => row.model === model) ? strategy : `${strategy} of ${model}`;
    return `pairs, ${named}: ${bothRight} both right, ${bothVulnerable} both called vulnerable, ${bothSecure} both called secure, ${reversed} reversed`;
  });
  const guesses = shortcuts.map(({ name, correct, guesses: all }) => `${percent(correct / all)} from ${name}`);
  const beside = rows.some(({ counts }) => counts.table !== null) && guesses.length > 0;
  return [...pairs, ...(beside ? [`detect guessed without understanding: ${guesses.join(', ')} (chance: 50%)`] : [])]
    .flatMap((line) => wrapText(line, { columns, first: '  ', rest: '    ' }))
    .map(paint.dim);
}
