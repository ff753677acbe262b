import { gainCells, gainHeadings, gainNotes } from '../gain-cells.ts';
import { narrowScopes, narrowVerdicts } from '../narrow-scopes.ts';
import type { ClassifyRow, CodeRow, ReportDocument } from '../report-document.ts';
import { classifyRows, codeRows, fullRows } from '../select-rows.ts';
import { plural, showFigure, showInterval, showShare } from '../show-metric.ts';
import { escapeLatex } from './escape-latex.ts';
import { table } from './table.ts';

/** Tables for a paper: `\input` them; they need `booktabs` and the T1 font encoding. */
export function renderLatex(document: ReportDocument): string {
  const { manifest, perTask } = document;
  const families = new Set(perTask.map(({ family }) => family)).size;
  const over = `${manifest.suite.name} ${manifest.suite.version}, ${plural(perTask.length, 'task')} of ${plural(families, 'family', 'families')}`;
  const rows = codeRows(document.overall);
  const tables = [
    codeTable(fullRows(rows), over),
    ...narrowTables(rows, over),
    classifyTable(classifyRows(document.overall), over),
    gainsTable(document, over),
  ].filter((table) => table !== '');
  const head = [
    `% seceval ${escapeLatex(manifest.id)}; needs \\usepackage{booktabs} and \\usepackage[T1]{fontenc}`,
    '% Intervals are 95 %, for new tasks like these, with families of alike tasks as the independent units.',
  ];
  return `${[...head, ...tables].join('\n\n')}\n`;
}

function codeTable(rows: readonly CodeRow[], over: string): string {
  const lines = rows.map(({ model, mode, strategy, counts, metrics }) => {
    const { secure, vulnerable, broken, invalid, inconclusive } = counts.verdicts;
    const headline = metrics['secure-pass@1'];
    return [
      ...[model, `${mode}/${strategy}`].map(escapeLatex),
      ...[secure, vulnerable, broken, invalid, inconclusive].map(String),
      ...[metrics['pass@1'], headline, metrics['exploited@1']].map((metric) => escapeLatex(showShare(metric))),
      escapeLatex(headline === undefined ? '' : showInterval(headline)),
    ];
  });
  const names = [
    'model',
    'asked',
    'sec.',
    'vuln.',
    'brok.',
    'inv.',
    'inc.',
    'pass@1',
    'secure-pass@1',
    'exploited@1',
    '95\\,\\%',
  ];
  return table({ names, lines, caption: `Function and security of answers (${over}).`, label: 'seceval-code' });
}

function classifyTable(rows: readonly ClassifyRow[], over: string): string {
  const lines = rows.map(({ model, strategy, counts, metrics }) => [
    ...[model, strategy].map(escapeLatex),
    `${counts.correct}/${counts.attempts}`,
    escapeLatex(showShare(metrics['accuracy'])),
    ...[metrics['f1'] ?? metrics['macro-f1'], metrics['mcc']].map((metric) => escapeLatex(showFigure(metric))),
  ]);
  const names = ['model', 'asked', 'right', 'accuracy', 'F1 (identify: macro)', 'MCC'];
  return table({ names, lines, caption: `Recognised weaknesses (${over}).`, label: 'seceval-classify' });
}

/** A table for each scope in which function and security are not told apart. */
function narrowTables(rows: readonly CodeRow[], over: string): string[] {
  return narrowScopes.flatMap(({ scope, title, about, rate }) => {
    const own = rows.filter((row) => row.scope === scope);
    if (own.length === 0) return [];
    const rates = Object.keys(own[0]?.metrics ?? {}).filter((name) => name.startsWith(`${rate}@`));
    const lines = own.map(({ model, mode, strategy, counts, metrics }) => [
      ...[model, `${mode}/${strategy}`].map(escapeLatex),
      ...narrowVerdicts.map((verdict) => String(counts.verdicts[verdict])),
      ...rates.map((name) => escapeLatex(showShare(metrics[name]))),
    ]);
    const names = ['model', 'asked', ...narrowVerdicts, ...rates];
    return [table({ names, lines, caption: `${title}: ${about} (${over}).`, label: `seceval-${scope}` })];
  });
}

function gainsTable({ gains }: ReportDocument, over: string): string {
  const lines = gains.map((gain) => gainCells(gain).map(escapeLatex));
  const caption = `${gainNotes(gains).join(' ')} (${over}).`;
  return table({ names: gainHeadings.map(escapeLatex), lines, caption, label: 'seceval-gains' });
}
