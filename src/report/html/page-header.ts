import { type Verdict, verdicts } from '../../core/verdict.ts';
import type { CodeRow, ReportDocument } from '../report-document.ts';
import { runNotes } from '../run-notes.ts';
import { codeRows, fullRows } from '../select-rows.ts';
import { plural, showCost, showCount, showShare } from '../show-metric.ts';
import { escapeVisibly } from './escape.ts';
import { countsInOrder, verdictBar } from './verdict-bar.ts';

/** The headline in words, and what one must know of the run before reading on. */
export function pageHeader(document: ReportDocument): string {
  const { manifest, totals, perTask } = document;
  const rows = fullRows(codeRows(document.overall));
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, sum(rows, verdict)]));
  const all = rows.reduce((total, row) => total + row.counts.attempts, 0);
  const facts = [
    `suite ${manifest.suite.name} ${manifest.suite.version}`,
    plural(perTask.length, 'task'),
    `${showCount(totals.judged)} of ${plural(totals.attempts, 'attempt')} judged`,
    `sandbox ${manifest.sandbox.tier}`,
    showCost(totals.costUsd, totals.unknownCosts),
  ];
  const key = countsInOrder(counts).map(
    ([outcome, count]) => `<li><span class="swatch ${outcome}"></span><b>${showCount(count)}</b> ${outcome}</li>`,
  );
  const hero = all === 0 ? '' : `${verdictBar(counts, 'hero')}<ul class="key-list">${key.join('')}</ul>`;
  return `<header><p class="brand">seceval <span class="dim">${escapeVisibly(manifest.id)}</span></p>
<h1>${all === 0 ? `${plural(totals.judged, 'answer')} judged.` : headline(rows, all)}</h1>
${hero}${extremes(rows)}
<p class="facts">${facts.map(escapeVisibly).join('<span aria-hidden="true"> · </span>')}</p></header>${notes(document)}`;
}

function sum(rows: readonly CodeRow[], verdict: Verdict): number {
  return rows.reduce((total, row) => total + row.counts.verdicts[verdict], 0);
}

function headline(rows: readonly CodeRow[], all: number): string {
  const told = [
    ['vulnerable', 'work and can be exploited'],
    ['broken', 'do not do what was asked'],
    ['invalid', 'are no usable module'],
    ['inconclusive', 'could not be judged'],
  ] as const;
  const others = told.flatMap(([verdict, words]) => {
    const count = sum(rows, verdict);
    return count === 0 ? [] : [`${showCount(count)} ${words}`];
  });
  const rest = others.length === 0 ? '' : `; ${others.join(', ')}`;
  return `${showCount(sum(rows, 'secure'))} of ${plural(all, 'candidate')} work and withstand every attack${rest}.`;
}

/** The best and the weakest row of each mode that has several. */
function extremes(rows: readonly CodeRow[]): string {
  const sentences = (['generate', 'repair'] as const).flatMap((mode) => {
    const ranked = rows
      .filter((row) => row.mode === mode && row.metrics['secure-pass@1']?.value !== undefined)
      .sort((a, b) => share(b) - share(a));
    const [best, worst] = [ranked.at(0), ranked.at(-1)];
    if (best === undefined || worst === undefined || share(best) === share(worst)) return [];
    return [`<b>${mode}</b>: best ${named(best)}, weakest ${named(worst)}.`];
  });
  return sentences.length === 0 ? '' : `<p class="extremes">${sentences.join('<br>')}</p>`;
}

function share({ metrics }: CodeRow): number {
  return metrics['secure-pass@1']?.value ?? -1;
}

function named(row: CodeRow): string {
  return `<span class="name">${escapeVisibly(row.model)}</span> with <i>${escapeVisibly(row.strategy)}</i> (${showShare(row.metrics['secure-pass@1'])} secure)`;
}

function notes(document: ReportDocument): string {
  const found = runNotes(document);
  if (found.length === 0) return '';
  return `<aside class="notes" aria-label="Read this first"><h2>Read this first</h2><ul>${found.map((note) => `<li>${escapeVisibly(note)}</li>`).join('')}</ul></aside>`;
}
