import { adjudicatedAttempts, changedRows, tellAdjudication } from '../adjudications.ts';
import { plainLine } from '../plain-text.ts';
import type { ReportDocument } from '../report-document.ts';
import { plural, showShare } from '../show-metric.ts';
import type { Page } from './code-table.ts';
import { wrapText } from './wrap-text.ts';

/** Both rates where people overruled the judge, then who said what. */
export function adjudicationLines(document: ReportDocument, { columns, paint }: Page): string[] {
  const overruled = adjudicatedAttempts(document);
  if (overruled.length === 0) return [];
  const rates = changedRows(document).map(({ judged, adjudicated }) => {
    const [before, after] = [judged, adjudicated].map(({ metrics }) => showShare(metrics['secure-pass@1']));
    return `  ${judged.mode}/${judged.strategy} of ${judged.model}: secure-pass@1 ${before} as judged, ${after} as adjudicated`;
  });
  const told = overruled.map((attempt) => `  ${tellAdjudication(attempt)}`);
  const lines = [...rates, ...told].flatMap((line) =>
    wrapText(plainLine(line), { columns, first: '  ', rest: '    ' }),
  );
  return [
    paint.bold(`${plural(overruled.length, 'verdict')} overruled by people; all other figures are as judged`),
    ...lines,
  ];
}
