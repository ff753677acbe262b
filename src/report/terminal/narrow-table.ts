import { type NarrowScope, narrowGroups, narrowVerdicts } from '../narrow-scopes.ts';
import { plainLine } from '../plain-text.ts';
import type { CodeRow } from '../report-document.ts';
import { showShare } from '../show-metric.ts';
import { type Page, verdictPaint } from './code-table.ts';
import { type Cell, layOutTable } from './text-table.ts';
import { wrapText } from './wrap-text.ts';

/** A table for each scope in which function and security are not told apart. */
export function narrowTables(rows: readonly CodeRow[], page: Page): string[][] {
  return narrowGroups(rows).map((group) => narrowTable(group, page));
}

interface Group {
  readonly narrow: NarrowScope;
  readonly own: readonly CodeRow[];
  readonly rates: readonly string[];
}

function narrowTable({ narrow: { title, about }, own: rows, rates }: Group, page: Page): string[] {
  const { paint, columns } = page;
  const lines = rows.flatMap((row, index): (readonly Cell[] | Cell)[] => {
    const group = `${row.mode} · ${plainLine(row.model)}`;
    const before = rows[index - 1];
    const isNew = before === undefined || before.model !== row.model || before.mode !== row.mode;
    const cells = [
      { text: `  ${plainLine(row.strategy)}` },
      ...narrowVerdicts.map((verdict) => {
        const count = row.counts.verdicts[verdict];
        return { text: String(count), paint: count === 0 ? paint.dim : verdictPaint(verdict, paint) };
      }),
      ...rates.map((name) => ({ text: showShare(row.metrics[name]), paint: paint.bold })),
    ];
    return [...(isNew ? [{ text: group, paint: paint.bold }] : []), cells];
  });
  const headings: (readonly [string, string])[] = [
    ['', ''],
    ...narrowVerdicts.map((verdict) => heading(verdict === 'inconclusive' ? 'incon-clusive' : verdict)),
    ...rates.map(heading),
  ];
  return [
    ...wrapText(`${title}: ${about}`, { columns, first: '', rest: '  ' }).map(paint.bold),
    ...layOutTable({ headings, lines, columns, paintHeading: paint.dim }),
  ];
}

/** `joint-pass@1` over two lines. */
function heading(name: string): readonly [string, string] {
  const cut = name.indexOf('-') + 1;
  return [name.slice(0, cut), name.slice(cut)];
}
