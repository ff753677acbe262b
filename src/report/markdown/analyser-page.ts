import { cweName } from '../../core/cwe-facts.ts';
import type { AnalyserFigures, AnalyserReport, WitnessFigures } from '../analyser-report.ts';
import { percent, showFigure, showInterval } from '../show-metric.ts';
import { escapeMarkdown } from './escape-markdown.ts';

/** The tables of several analysers as Markdown: overall, by weakness, by rule. */
export function analyserPage(analysers: readonly AnalyserReport[]): string {
  return `${[overallTable(analysers), weaknessTable(analysers), ruleTable(analysers)].join('\n\n')}\n`;
}

function overallTable(analysers: readonly AnalyserReport[]): string {
  const lines = analysers.flatMap(({ tool, version, overall }) =>
    (['matched', 'any'] as const).map((kind) => {
      const { table, metrics } = overall[kind];
      const figures = [metrics['precision'], metrics['recall']].map((metric) =>
        metric?.value === undefined ? '–' : `${percent(metric.value)} (${showInterval(metric) || 'no interval'})`,
      );
      return [
        `${tool} ${version}`,
        kind === 'matched' ? 'of the weakness' : 'any',
        `${table.truePositives} of ${table.truePositives + table.falseNegatives}`,
        `${table.falsePositives} of ${table.falsePositives + table.trueNegatives}`,
        ...figures,
        showFigure(metrics['f1']),
      ];
    }),
  );
  const heading = ['analyser', 'findings', 'vulnerable, flagged', 'secure, flagged', 'precision', 'recall', 'F1'];
  return markdownTable(heading, lines);
}

function weaknessTable(analysers: readonly AnalyserReport[]): string {
  const cwes = [...new Set(analysers.flatMap(({ perCwe }) => perCwe.map(({ cwe }) => cwe)))];
  const lines = cwes.map((cwe) => [
    cwe,
    cweName(cwe) ?? '',
    ...analysers.flatMap(({ perCwe }) => counts(perCwe.find((own) => own.cwe === cwe)?.matched)),
  ]);
  const columns = analysers.flatMap(({ tool }) => [
    `${tool}: vulnerable, flagged`,
    'secure, flagged',
    'precision, recall, F1',
  ]);
  return markdownTable(['weakness', 'name', ...columns], lines);
}

function counts(figures: AnalyserFigures['matched'] | undefined): string[] {
  if (figures === undefined) return ['–', '–', '–'];
  const { truePositives, falseNegatives, falsePositives, trueNegatives }: WitnessFigures['table'] = figures.table;
  const { metrics } = figures;
  const shares = [metrics['precision'], metrics['recall']].map((metric) =>
    metric?.value === undefined ? '–' : percent(metric.value),
  );
  return [
    `${truePositives} of ${truePositives + falseNegatives}`,
    `${falsePositives} of ${falsePositives + trueNegatives}`,
    [...shares, showFigure(metrics['f1'])].join(', '),
  ];
}

function ruleTable(analysers: readonly AnalyserReport[]): string {
  const lines = analysers.flatMap(({ tool, rules }) =>
    rules.map(({ rule, cwes, vulnerable, secure }) => [
      tool,
      rule,
      cwes.join(', '),
      String(vulnerable),
      String(secure),
    ]),
  );
  return markdownTable(['analyser', 'rule', 'weaknesses', 'in vulnerable code', 'in secure code'], lines);
}

function markdownTable(heading: readonly string[], lines: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.map((cell) => escapeMarkdown(cell)).join(' | ')} |`;
  return [row(heading), `|${' --- |'.repeat(heading.length)}`, ...lines.map(row)].join('\n');
}
