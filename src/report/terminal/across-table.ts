import type { KnewIt } from '../../metrics/knew-it.ts';
import { plainLine } from '../plain-text.ts';
import type { ReportDocument } from '../report-document.ts';
import { noValue, showInterval, showShare } from '../show-metric.ts';
import type { Page } from './code-table.ts';
import { type Cell, layOutTable } from './text-table.ts';

/** Knew it, wrote it anyway: a line for each way of writing beside each way of recognising. */
export function acrossTable({ acrossModes }: ReportDocument, { columns, paint }: Page): string[] {
  if (acrossModes.length === 0) return [];
  const lines = acrossModes.flatMap((row, index): (readonly Cell[] | Cell)[] => {
    const cells = [
      { text: `  ${plainLine(row.writing)}, by ${plainLine(row.recognising)}` },
      { text: String(row.knew.tasks) },
      { text: showShare(row.knew), paint: paint.bold },
      { text: bounds(row.knew), paint: paint.dim },
      { text: String(row.didNotKnow.tasks) },
      { text: showShare(row.didNotKnow) },
    ];
    return acrossModes[index - 1]?.model === row.model
      ? [cells]
      : [{ text: `written although known · ${plainLine(row.model)}`, paint: paint.bold }, cells];
  });
  return layOutTable({
    headings: [
      ['', 'exploited'],
      ['known', 'tasks'],
      ['when', 'known'],
      ['inter-', 'val'],
      ['unknown', 'tasks'],
      ['when', 'unknown'],
    ],
    lines,
    columns,
    paintHeading: paint.dim,
  });
}

function bounds(metric: KnewIt['knew']): string {
  const interval = showInterval(metric);
  return interval === '' ? noValue : interval;
}
