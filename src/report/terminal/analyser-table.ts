import type { AnalyserReport, WitnessFigures } from '../analyser-report.ts';
import { plainLine } from '../plain-text.ts';
import { plural, showFigure, showInterval, showShare } from '../show-metric.ts';
import type { Page } from './code-table.ts';
import { type Cell, layOutTable } from './text-table.ts';
import { wrapText } from './wrap-text.ts';

/** Which static analyser would have caught what the tests found: two lines for each, by its findings of the task's weakness and by any. */
export function analyserTable(analysers: readonly AnalyserReport[], page: Page): string[] {
  const { paint, columns } = page;
  const shown = analysers.filter(({ overall }) => overall.candidates > 0);
  if (shown.length === 0) return [];
  const lines = shown.flatMap((analyser): (readonly Cell[] | Cell)[] => {
    const { matched, any } = analyser.overall;
    return [
      { text: `${plainLine(analyser.tool)} ${plainLine(analyser.version)}`, paint: paint.bold },
      figureCells('of the weakness', matched, page),
      ...intervalLine(matched, page),
      figureCells('any finding', any, page),
    ];
  });
  const table = layOutTable({
    headings: [
      ['static analysers', 'beside the tests'],
      ['exploited,', 'flagged'],
      ['exploited,', 'not'],
      ['secure,', 'flagged'],
      ['secure,', 'not'],
      ['', 'precision'],
      ['', 'recall'],
      ['', 'F1'],
    ],
    lines,
    columns,
    paintHeading: paint.dim,
  });
  return [...table, ...shown.flatMap((analyser) => remarks(analyser, page))];
}

function figureCells(name: string, { table, metrics }: WitnessFigures, { paint }: Page): readonly Cell[] {
  return [
    { text: `  ${name}` },
    { text: String(table.truePositives), paint: paint.green },
    { text: String(table.falseNegatives), paint: paint.red },
    { text: String(table.falsePositives), paint: paint.yellow },
    { text: String(table.trueNegatives) },
    { text: showShare(metrics['precision']) },
    { text: showShare(metrics['recall']), paint: paint.bold },
    { text: showFigure(metrics['f1']) },
  ];
}

function intervalLine({ metrics }: WitnessFigures, { paint }: Page): Cell[] {
  const told = (['precision', 'recall', 'f1'] as const).flatMap((name) => {
    const metric = metrics[name];
    return metric?.interval == null ? [] : [`${name === 'f1' ? 'F1' : name} ${showInterval(metric)}`];
  });
  return told.length === 0 ? [] : [{ text: `    with 95% confidence: ${told.join(', ')}`, paint: paint.dim }];
}

function remarks({ tool, overall }: AnalyserReport, { columns, paint }: Page): string[] {
  const notes = [
    overall.undecided > 0 &&
      `${plural(overall.undecided, 'candidate')} left out: the tests do not say whether they are secure`,
    overall.failed > 0 && `${plural(overall.failed, 'candidate')} it could not read, counted as not flagged`,
  ].filter((note) => typeof note === 'string');
  if (notes.length === 0) return [];
  return wrapText(`${plainLine(tool)}: ${notes.join('; ')}`, { columns, first: '  ', rest: '  ' }).map(paint.dim);
}
