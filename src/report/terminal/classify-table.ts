import { plainLine } from '../plain-text.ts';
import type { ClassifyRow } from '../report-document.ts';
import { showFigure, showShare } from '../show-metric.ts';
import type { Page } from './code-table.ts';
import { type Cell, layOutTable } from './text-table.ts';

/** How well weaknesses were recognised, a line for each model and strategy. */
export function classifyTable(rows: readonly ClassifyRow[], { columns, paint }: Page): string[] {
  if (rows.length === 0) return [];
  const lines = rows.flatMap((row, index): (readonly Cell[] | Cell)[] => {
    const { counts, metrics } = row;
    const cells = [
      { text: `  ${plainLine(row.strategy)}` },
      { text: String(counts.correct), paint: paint.green },
      { text: String(counts.attempts - counts.correct), paint: paint.red },
      { text: String(counts.unreadable + counts.outsideList), paint: paint.dim },
      { text: showShare(metrics['accuracy']), paint: paint.bold },
      { text: showFigure(metrics['f1'] ?? metrics['macro-f1']) },
      { text: showFigure(metrics['mcc']) },
    ];
    return rows[index - 1]?.model === row.model
      ? [cells]
      : [{ text: `classify · ${plainLine(row.model)}`, paint: paint.bold }, cells];
  });
  return layOutTable({
    headings: [
      ['', ''],
      ['', 'right'],
      ['', 'wrong'],
      ['of these', 'no answer'],
      ['', 'accuracy'],
      ['F1 or', 'macro F1'],
      ['', 'MCC'],
    ],
    lines,
    columns,
    paintHeading: paint.dim,
  });
}
