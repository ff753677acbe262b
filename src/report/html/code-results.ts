import type { Verdict } from '../../core/verdict.ts';
import { catalogueEntry } from '../../metrics/metric-catalogue.ts';
import type { CodeRow } from '../report-document.ts';
import { showInterval, showShare } from '../show-metric.ts';
import { escapeHtml, escapeVisibly } from './escape.ts';
import { verdictBar } from './verdict-bar.ts';

const columns: readonly Verdict[] = ['secure', 'vulnerable', 'broken', 'invalid', 'inconclusive'];
const titles = { generate: 'Code written', repair: 'Code repaired' } as const;

/** A table for each mode whose answers are code: verdicts and rates of every model and strategy. */
export function codeResults(rows: readonly CodeRow[]): string {
  return (['generate', 'repair'] as const).map((mode) => modeTable(rows.filter((row) => row.mode === mode))).join('');
}

function modeTable(rows: readonly CodeRow[]): string {
  const [first] = rows;
  if (first === undefined) return '';
  const secure = Object.keys(first.metrics).filter((name) => name.startsWith('secure-pass@'));
  const rates = [...secure, 'pass@1', 'exploited@1', ...(first.mode === 'repair' ? ['fixed-but-broken'] : [])];
  // A column of nothing but noughts is left out; faults of the harness are rare.
  const counted = columns.filter(
    (verdict) => verdict !== 'inconclusive' || rows.some((row) => row.counts.verdicts[verdict] > 0),
  );
  const heads = [
    ...rates.map((name) => headOf(name, `rate${name === 'secure-pass@1' ? ' chief' : ''}`)),
    ...counted.map(
      (verdict) => `<th scope="col" class="number"><span class="swatch ${verdict}"></span>${verdict}</th>`,
    ),
  ];
  const width = rates.length + counted.length + 2;
  return `<section><h2>${titles[first.mode]} <span class="dim">${first.mode}</span></h2><div class="scroll" tabindex="0" role="region" aria-label="${titles[first.mode]}"><table class="results">
<thead><tr><th scope="col">strategy</th><th scope="col" class="bar">verdicts</th>${heads.join('')}</tr></thead>
${byModel(rows, width, (row) => resultRow(row, rates, counted))}</table></div></section>`;
}

/** A table body for each model, under its name. */
export function byModel<R extends { readonly model: string }>(
  rows: readonly R[],
  width: number,
  tell: (row: R) => string,
): string {
  return [...new Set(rows.map(({ model }) => model))]
    .map((model) => {
      const own = rows.filter((row) => row.model === model).map(tell);
      return `<tbody><tr class="model"><th scope="rowgroup" colspan="${width}">${escapeVisibly(model)}</th></tr>${own.join('')}</tbody>`;
    })
    .join('');
}

const labels: Readonly<Record<string, string>> = { f1: 'F1', 'macro-f1': 'macro F1', mcc: 'MCC' };

/** A column's heading, with what it means on hover and for screen readers. */
export function headOf(name: string, className = ''): string {
  const about = escapeHtml(catalogueEntry(name)?.about ?? '');
  return `<th scope="col" class="number ${className}"><abbr title="${about}">${escapeHtml(labels[name] ?? name)}</abbr></th>`;
}

export function resultRow(row: CodeRow, rates: readonly string[], counted: readonly Verdict[]): string {
  const cells = [
    ...rates.map((name) => {
      const metric = row.metrics[name];
      const interval = metric === undefined ? '' : showInterval(metric);
      const below = interval === '' ? '' : `<br><span class="dim">${interval}</span>`;
      return `<td class="number${name === 'secure-pass@1' ? ' chief' : ''}">${showShare(metric)}${below}</td>`;
    }),
    ...counted.map((verdict) => {
      const count = row.counts.verdicts[verdict];
      return `<td class="number${count === 0 ? ' none' : ''}">${count}</td>`;
    }),
  ];
  return `<tr><th scope="row">${escapeVisibly(row.strategy)}</th><td class="bar">${verdictBar(row.counts.verdicts)}</td>${cells.join('')}</tr>`;
}
