import { adjudicatedAttempts, changedRows, tellAdjudication } from '../adjudications.ts';
import { gainCells, gainHeadings, gainNotes } from '../gain-cells.ts';
import type { ClassifyRow, CodeRow, ReportDocument } from '../report-document.ts';
import { runNotes } from '../run-notes.ts';
import { classifyRows, codeRows, fullRows, sameRow, shortCweName } from '../select-rows.ts';
import { plural, showCost, showCount, showFigure, showInterval, showShare } from '../show-metric.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { narrowTables } from './narrow-tables.ts';
import { table } from './table.ts';

/** The report as Markdown (GitHub's): a table per kind of answer, one by weakness, the notes. For a pull request or a wiki. */
export function renderMarkdown(document: ReportDocument): string {
  const rows = codeRows(document.overall);
  const parts = [
    heading(document),
    codeTable(fullRows(rows)),
    ...narrowTables(rows),
    classifyTable(classifyRows(document.overall)),
    gainsTable(document),
    weaknessTable(document, fullRows(rows)),
    adjudications(document),
    notes(document),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function heading({ manifest, totals, perTask }: ReportDocument): string {
  const facts = [
    `suite ${manifest.suite.name} ${manifest.suite.version}`,
    plural(perTask.length, 'task'),
    `${showCount(totals.judged)} of ${plural(totals.attempts, 'attempt')} judged`,
    `sandbox ${manifest.sandbox.tier}`,
    showCost(totals.costUsd, totals.unknownCosts),
  ];
  return `## seceval ${escapeMarkdown(manifest.id)}\n\n${facts.map((fact) => escapeMarkdown(fact)).join(' · ')}`;
}

function codeTable(rows: readonly CodeRow[]): string {
  if (rows.length === 0) return '';
  const lines = rows.map(({ model, mode, strategy, counts, metrics }) => {
    const { secure, vulnerable, broken, invalid, inconclusive } = counts.verdicts;
    const interval = metrics['secure-pass@1'];
    return [
      escapeMarkdown(model),
      escapeMarkdown(`${mode}/${strategy}`),
      ...[secure, vulnerable, broken, invalid, inconclusive].map(String),
      showShare(metrics['pass@1']),
      `**${showShare(interval)}**`,
      interval === undefined ? '' : showInterval(interval),
      showShare(metrics['exploited@1']),
    ];
  });
  const names = [
    'secure',
    'vulnerable',
    'broken',
    'invalid',
    'inconclusive',
    'pass@1',
    'secure-pass@1',
    '95 %',
    'exploited@1',
  ];
  return table(['model', 'asked', ...names], lines);
}

function classifyTable(rows: readonly ClassifyRow[]): string {
  if (rows.length === 0) return '';
  const lines = rows.map(({ model, strategy, counts, metrics }) => [
    escapeMarkdown(model),
    escapeMarkdown(`classify/${strategy}`),
    String(counts.correct),
    String(counts.attempts - counts.correct),
    showShare(metrics['accuracy']),
    showFigure(metrics['f1'] ?? metrics['macro-f1']),
    showFigure(metrics['mcc']),
  ]);
  return table(['model', 'asked', 'right', 'wrong', 'accuracy', 'F1 (identify: macro)', 'MCC'], lines);
}

function gainsTable({ gains }: ReportDocument): string {
  if (gains.length === 0) return '';
  const lines = gains.map((gain) => gainCells(gain).map((cell) => escapeMarkdown(cell)));
  return ['### Gains', table(gainHeadings, lines), escapeMarkdown(gainNotes(gains).join(' '), 1000)].join('\n\n');
}

function weaknessTable({ perCwe }: ReportDocument, rows: readonly CodeRow[]): string {
  const lines = perCwe.flatMap((weakness) => {
    const own = codeRows(weakness.rows);
    if (own.length === 0) return [];
    const name = escapeMarkdown(`${weakness.cwe} ${shortCweName(weakness)}`);
    return [[name, ...rows.map((row) => showShare(sameRow(own, row)?.metrics['secure-pass@1']))]];
  });
  if (lines.length === 0) return '';
  const several = new Set(rows.map(({ model }) => model)).size > 1;
  const names = rows.map(({ model, mode, strategy }) =>
    escapeMarkdown(several ? `${model} ${mode}/${strategy}` : `${mode}/${strategy}`),
  );
  const title = '<details><summary>secure-pass@1 by weakness: descriptive, a few tasks each</summary>';
  return `${title}\n\n${table(['weakness', ...names], lines, 1)}\n\n</details>`;
}

function adjudications(document: ReportDocument): string {
  const overruled = adjudicatedAttempts(document);
  if (overruled.length === 0) return '';
  const rates = changedRows(document).map(({ judged, adjudicated }) => {
    const [before, after] = [judged, adjudicated].map(({ metrics }) => showShare(metrics['secure-pass@1']));
    const row = escapeMarkdown(`${judged.mode}/${judged.strategy} of ${judged.model}`);
    return `- ${row}: secure-pass@1 ${before} as judged, **${after} as adjudicated**`;
  });
  const told = overruled.map((attempt) => `- ${escapeMarkdown(tellAdjudication(attempt), 1000)}`);
  const title = `### ${plural(overruled.length, 'verdict')} overruled by people`;
  return [title, '', 'All other figures are as judged.', '', ...rates, ...told].join('\n');
}

function notes(document: ReportDocument): string {
  return runNotes(document)
    .map((note) => `> ${escapeMarkdown(note, 1000)}`)
    .join('\n>\n');
}
