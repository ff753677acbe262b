import { type NarrowScope, narrowScopes, narrowVerdicts } from '../narrow-scopes.ts';
import type { CodeRow } from '../report-document.ts';
import { byModel, headOf, resultRow } from './code-results.ts';
import { escapeHtml } from './escape.ts';

/** A table for each scope in which function and security are not told apart. */
export function narrowResults(rows: readonly CodeRow[]): string {
  return narrowScopes
    .flatMap((narrow) =>
      (['generate', 'repair'] as const).map((mode) => {
        const own = rows.filter((row) => row.scope === narrow.scope && row.mode === mode);
        return own.length === 0 ? '' : narrowTable(narrow, own, mode);
      }),
    )
    .join('');
}

function narrowTable({ title, about, rate }: NarrowScope, rows: readonly CodeRow[], mode: string): string {
  const rates = Object.keys(rows[0]?.metrics ?? {}).filter((name) => name.startsWith(`${rate}@`));
  const heads = [
    ...rates.map((name) => headOf(name, 'rate')),
    ...narrowVerdicts.map(
      (verdict) => `<th scope="col" class="number"><span class="swatch ${verdict}"></span>${verdict}</th>`,
    ),
  ];
  const width = rates.length + narrowVerdicts.length + 2;
  return `<section><h2>${title} <span class="dim">${mode}: ${escapeHtml(about)}</span></h2><div class="scroll" tabindex="0" role="region" aria-label="${title}, ${mode}"><table class="results">
<thead><tr><th scope="col">strategy</th><th scope="col" class="bar">verdicts</th>${heads.join('')}</tr></thead>
${byModel(rows, width, (row) => resultRow(row, rates, narrowVerdicts))}</table></div></section>`;
}
