import pc from 'picocolors';
import type { Estimand } from '../../metrics/metric.ts';
import { plainLine } from '../plain-text.ts';
import type { ReportDocument } from '../report-document.ts';
import { runNotes } from '../run-notes.ts';
import { classifyRows, codeRows, fullRows } from '../select-rows.ts';
import { plural, showCost, showCount } from '../show-metric.ts';
import { acrossTable } from './across-table.ts';
import { adjudicationLines } from './adjudication-lines.ts';
import { analyserTable } from './analyser-table.ts';
import { classifyNotes } from './classify-notes.ts';
import { classifyTable } from './classify-table.ts';
import { codeTable, type Page } from './code-table.ts';
import { cweStrip } from './cwe-strip.ts';
import { fitWidth } from './display-width.ts';
import { gainsTable } from './gains-table.ts';
import { narrowTables } from './narrow-table.ts';
import { wrapText } from './wrap-text.ts';

export interface TerminalOptions {
  /** Width of the page; 80 is enough. */
  readonly columns: number;
  readonly colour: boolean;
  /** What the intervals are about: new tasks like these, unless told otherwise. */
  readonly estimand?: Estimand;
}

/** The report for a person at a terminal. All text of models and tasks is stripped of what a terminal would obey. */
export function renderTerminal(
  document: ReportDocument,
  { columns, colour, estimand = 'new-tasks' }: TerminalOptions,
): string {
  const page: Page = { columns: Math.max(40, columns), paint: pc.createColors(colour), estimand };
  const all = codeRows(document.overall);
  const rows = fullRows(all);
  const labels = new Map(rows.map((row, index) => [row, label(index)] as const));
  const sections = [
    title(document, page),
    codeTable(rows, labels, page),
    ...narrowTables(all, page),
    gainsTable(document.gains, page),
    classifyTable(classifyRows(document.overall), page),
    classifyNotes(document, page),
    acrossTable(document, page),
    rows.length === 0 ? [] : cweStrip(document, labels, page),
    adjudicationLines(document, page),
    analyserTable(document.analysers, page),
    closing(document, page),
  ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${text.join('\n\n')}\n`;
}

/** a … z, aa, ab … */
function label(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : label(Math.floor(index / 26) - 1) + letter;
}

function title({ manifest, totals, perTask }: ReportDocument, { columns, paint }: Page): string[] {
  const { suite, sandbox } = manifest;
  const families = new Set(perTask.map(({ family }) => family)).size;
  const facts = [
    `${suite.name} ${suite.version}`,
    plural(perTask.length, 'task'),
    plural(families, 'family', 'families'),
    `${showCount(totals.judged)} of ${plural(totals.attempts, 'attempt')} judged`,
    sandbox.tier === 'none' ? 'no sandbox' : sandbox.tier,
  ];
  return [
    `${paint.bold('seceval')} ${fitWidth(plainLine(manifest.id), columns - 8)}`,
    paint.dim(fitWidth(plainLine(facts.join(' · ')), columns)),
  ];
}

function closing(document: ReportDocument, { columns, paint }: Page): string[] {
  const { tokens, costUsd, unknownCosts, cachedCompletions } = document.totals;
  const unknown = tokens.unknown === 0 ? '' : `, unknown for ${plural(tokens.unknown, 'completion')}`;
  const cached = cachedCompletions === 0 ? '' : ` · ${showCount(cachedCompletions)} from a cache or recording`;
  const spent = `tokens ${showCount(tokens.input)} in, ${showCount(tokens.output)} out${unknown} · ${showCost(costUsd, unknownCosts)}${cached}`;
  const notes = runNotes(document).flatMap((note) => wrapText(plainLine(note), { columns, first: '! ', rest: '  ' }));
  return [
    ...notes.map((line) => (line.startsWith('! ') ? paint.yellow('!') + line.slice(1) : line)),
    ...wrapText(spent, { columns, first: '', rest: '' }).map(paint.dim),
  ];
}
