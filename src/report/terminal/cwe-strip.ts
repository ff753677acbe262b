import { plainLine } from '../plain-text.ts';
import type { CodeRow, ReportDocument } from '../report-document.ts';
import { codeRows, sameRow, shortCweName } from '../select-rows.ts';
import { noValue, showShare } from '../show-metric.ts';
import type { Page } from './code-table.ts';
import { fitWidth } from './display-width.ts';
import { type Cell, layOutTable } from './text-table.ts';

const leastNameWidth = 26;
const cellWidth = 6;

/** secure-pass@1 by weakness: a line each, a column for each row of the tables above, folded to the width of the page. */
export function cweStrip(document: ReportDocument, labels: ReadonlyMap<CodeRow, string>, page: Page): string[] {
  const rows = [...labels.keys()];
  const most = Math.max(1, Math.floor((page.columns - leastNameWidth) / cellWidth));
  const count = Math.ceil(rows.length / most);
  const perBlock = Math.ceil(rows.length / count);
  const blocks = Array.from({ length: count }, (_, index) => rows.slice(index * perBlock, (index + 1) * perBlock));
  return blocks.flatMap((block, index) => [...(index === 0 ? [] : ['']), ...stripBlock(document, block, labels, page)]);
}

function stripBlock(
  document: ReportDocument,
  rows: readonly CodeRow[],
  labels: ReadonlyMap<CodeRow, string>,
  page: Page,
): string[] {
  const nameWidth = Math.min(48, page.columns - rows.length * cellWidth);
  const lines = document.perCwe.flatMap((weakness) => {
    const own = codeRows(weakness.rows);
    if (own.length === 0) return [];
    const name = { text: fitWidth(plainLine(`${weakness.cwe} ${shortCweName(weakness)}`), nameWidth) };
    return [[name, ...rows.map((row) => shareCell(sameRow(own, row), page))]];
  });
  const headings = rows.map((row): readonly [string, string] => ['', labels.get(row) ?? '']);
  return layOutTable({
    headings: [['', 'secure-pass@1 of'], ...headings],
    lines,
    columns: page.columns,
    paintHeading: page.paint.dim,
  });
}

function shareCell(row: CodeRow | undefined, { paint }: Page): Cell {
  const metric = row?.metrics['secure-pass@1'];
  const text = showShare(metric);
  if (metric?.value === undefined || text === noValue) return { text, paint: paint.dim };
  return { text, paint: metric.value === 1 ? paint.green : metric.value === 0 ? paint.red : paint.yellow };
}
