import { type Verdict, verdicts } from '../../core/verdict.ts';
import { catalogueEntry } from '../../metrics/metric-catalogue.ts';
import type { ClassifyRow, CodeRow, ReportDocument } from '../report-document.ts';
import { runNotes } from '../run-notes.ts';
import { classifyRows, codeRows } from '../select-rows.ts';
import { plural, showCost, showCount, showFigure, showInterval, showShare } from '../show-metric.ts';
import { escapeHtml, escapeVisibly } from './escape.ts';

const order: readonly Verdict[] = ['secure', 'vulnerable', 'broken', 'invalid', 'inconclusive'];

/** Everything above the attempts: the headline in words, the tables, what one must know of the run. */
export function overview(document: ReportDocument): string {
  const code = codeRows(document.overall);
  const classify = classifyRows(document.overall);
  return [header(document, code), codeTables(code), classifyTable(classify), notes(document)].join('\n');
}

function header({ manifest, totals, perTask }: ReportDocument, rows: readonly CodeRow[]): string {
  const all = rows.reduce((sum, row) => sum + row.counts.attempts, 0);
  const of = (verdict: Verdict) => rows.reduce((sum, row) => sum + row.counts.verdicts[verdict], 0);
  const words =
    all === 0
      ? `${plural(totals.judged, 'answer')} judged.`
      : `${showCount(of('secure'))} of ${plural(all, 'candidate')} work and withstand every attack${others(of)}.`;
  const facts = [
    `suite ${manifest.suite.name} ${manifest.suite.version}`,
    plural(perTask.length, 'task'),
    `${showCount(totals.judged)} of ${plural(totals.attempts, 'attempt')} judged`,
    `sandbox ${manifest.sandbox.tier}`,
    `Debian ${manifest.environment.debian}, Python ${manifest.environment.python}`,
    showCost(totals.costUsd, totals.unknownCosts),
  ];
  const models = manifest.models.map(({ id }) => `<span class="chip">${escapeVisibly(id)}</span>`).join(' ');
  return `<header><p class="brand">seceval</p><h1>${words}</h1>
<p class="facts">${models} ${facts.map((fact) => `<span class="chip">${escapeVisibly(fact)}</span>`).join(' ')}</p>
<p class="dim">Run ${escapeHtml(manifest.id)}, ${escapeHtml(manifest.createdAt)}</p></header>`;
}

/** The rest in words, without what did not occur. */
function others(of: (verdict: Verdict) => number): string {
  const told = [
    ['vulnerable', 'work and can be exploited'],
    ['broken', 'do not do what was asked'],
    ['invalid', 'are no usable module'],
    ['inconclusive', 'could not be judged'],
  ] as const;
  const found = told
    .filter(([verdict]) => of(verdict) > 0)
    .map(([verdict, words]) => `${showCount(of(verdict))} ${words}`);
  return found.length === 0 ? '' : `; ${found.join(', ')}`;
}

function codeTables(rows: readonly CodeRow[]): string {
  if (rows.length === 0) return '';
  const body = rows.map((row) => {
    const { verdicts: counts, attempts } = row.counts;
    const parts = order
      .filter((verdict) => counts[verdict] > 0)
      .map(
        (verdict) =>
          `<span class="part ${verdict}" style="flex:${counts[verdict]}" title="${counts[verdict]} ${verdict}">${counts[verdict]}</span>`,
      );
    const numbers = order.map(
      (verdict) => `<td class="number">${counts[verdict] || '<span class="dim">0</span>'}</td>`,
    );
    const shares = ['pass@', 'secure-pass@', 'exploited@'].map((name) => `<td class="number">${cell(row, name)}</td>`);
    return `<tr><th scope="row">${escapeHtml(`${row.mode}/${row.strategy}`)}<br><span class="dim">${escapeVisibly(row.model)}</span></th>
<td class="bar" aria-label="${attempts} attempts"><span class="bars">${parts.join('')}</span></td>${numbers.join('')}${shares.join('')}</tr>`;
  });
  const figures = ['pass@1', 'secure-pass@1', 'exploited@1'];
  const heads = order.map((verdict) => `<th scope="col" class="number">${verdict}</th>`).join('');
  return `<section><h2>Code written and repaired</h2><div class="scroll"><table><thead><tr><th scope="col">strategy</th><th scope="col">verdicts</th>${heads}
${figures.map(figureHead).join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div></section>`;
}

function figureHead(name: string): string {
  return `<th scope="col" class="number" title="${escapeHtml(catalogueEntry(name)?.about ?? '')}">${name}</th>`;
}

/** The figure at k = 1, with its interval where there is one. */
function cell(row: CodeRow, name: string): string {
  const metric = row.metrics[`${name}1`];
  if (metric === undefined) return showShare(metric);
  const interval = showInterval(metric);
  return `${showShare(metric)}${interval === '' ? '' : `<br><span class="dim">${interval}</span>`}`;
}

function classifyTable(rows: readonly ClassifyRow[]): string {
  if (rows.length === 0) return '';
  const body = rows.map((row) => {
    const { attempts, correct } = row.counts;
    const f1 = row.metrics['f1'] ?? row.metrics['macro-f1'];
    return `<tr><th scope="row">classify/${escapeHtml(row.strategy)}<br><span class="dim">${escapeVisibly(row.model)}</span></th>
<td class="bar"><span class="bars"><span class="part right" style="flex:${correct}">${correct || ''}</span><span class="part wrong" style="flex:${attempts - correct}">${attempts - correct || ''}</span></span></td>
<td class="number">${showShare(row.metrics['accuracy'])}</td><td class="number">${showFigure(f1)}</td><td class="number">${showFigure(row.metrics['mcc'])}</td></tr>`;
  });
  return `<section><h2>Weaknesses recognised</h2><div class="scroll"><table><thead><tr><th scope="col">strategy</th><th scope="col">right and wrong</th><th scope="col" class="number">accuracy</th><th scope="col" class="number">F1 (macro)</th><th scope="col" class="number">MCC</th></tr></thead><tbody>${body.join('')}</tbody></table></div></section>`;
}

function notes(document: ReportDocument): string {
  const found = runNotes(document);
  if (found.length === 0) return '';
  return `<section class="notes"><h2>Mind</h2><ul>${found.map((note) => `<li>${escapeVisibly(note)}</li>`).join('')}</ul></section>`;
}

export const verdictOrder: readonly string[] = [
  ...order.filter((verdict) => verdicts.includes(verdict)),
  'right',
  'wrong',
  'open',
];
