import type { ClassifyRow } from '../report-document.ts';
import { showFigure, showShare } from '../show-metric.ts';
import { byModel, headOf } from './code-results.ts';
import { escapeVisibly } from './escape.ts';
import { verdictBar } from './verdict-bar.ts';

/** How well weaknesses were recognised. */
export function classifyResults(rows: readonly ClassifyRow[]): string {
  if (rows.length === 0) return '';
  const heads = ['accuracy', 'precision', 'recall', 'f1', 'macro-f1', 'mcc'].map((name) => headOf(name));
  return `<section><h2>Weaknesses recognised <span class="dim">classify</span></h2><div class="scroll" tabindex="0" role="region" aria-label="Weaknesses recognised"><table class="results">
<thead><tr><th scope="col">strategy</th><th scope="col" class="bar">right and wrong</th>${heads.join('')}<th scope="col" class="number"><abbr title="unreadable, or not among the answers to choose from: counted as wrong">no answer</abbr></th></tr></thead>
${byModel(rows, 9, resultRow)}</table></div>${pairs(rows)}</section>`;
}

function resultRow({ strategy, counts, metrics }: ClassifyRow): string {
  const figures = ['precision', 'recall', 'f1', 'macro-f1', 'mcc'].map(
    (name) => `<td class="number">${name in metrics ? showFigure(metrics[name]) : ''}</td>`,
  );
  const bar = verdictBar({ right: counts.correct, wrong: counts.attempts - counts.correct });
  const silent = counts.unreadable + counts.outsideList;
  return `<tr><th scope="row">${escapeVisibly(strategy)}</th><td class="bar">${bar}</td><td class="number chief">${showShare(metrics['accuracy'])}</td>${figures.join('')}<td class="number${silent === 0 ? ' none' : ''}">${silent}</td></tr>`;
}

/** Whether a model tells the insecure version of a piece of code from its secure one. */
function pairs(rows: readonly ClassifyRow[]): string {
  const lines = rows.flatMap(({ model, strategy, counts }) => {
    if (counts.pairs === null) return [];
    const { bothRight, bothVulnerable, bothSecure, reversed } = counts.pairs;
    const all = bothRight + bothVulnerable + bothSecure + reversed;
    return [
      `<li><span class="name">${escapeVisibly(model)}</span> <i>${escapeVisibly(strategy)}</i> tells the secure from the insecure version in ${bothRight} of ${all} pairs; calls both vulnerable in ${bothVulnerable}, both secure in ${bothSecure}, and the wrong one in ${reversed}.</li>`,
    ];
  });
  return lines.length === 0 ? '' : `<ul class="plain">${lines.join('')}</ul>`;
}
