import { narrowScopes, narrowVerdicts } from '../narrow-scopes.ts';
import type { CodeRow } from '../report-document.ts';
import { showInterval, showShare } from '../show-metric.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { table } from './table.ts';

/** A table for each scope in which function and security are not told apart: its rows have no secure-pass rate. */
export function narrowTables(rows: readonly CodeRow[]): string[] {
  return narrowScopes.flatMap(({ scope, title, about, rate }) => {
    const own = rows.filter((row) => row.scope === scope);
    if (own.length === 0) return [];
    const rates = Object.keys(own[0]?.metrics ?? {}).filter((name) => name.startsWith(`${rate}@`));
    const lines = own.map(({ model, mode, strategy, counts, metrics }) => [
      ...[model, `${mode}/${strategy}`].map((name) => escapeMarkdown(name)),
      ...narrowVerdicts.map((verdict) => String(counts.verdicts[verdict])),
      ...rates.flatMap((name) => {
        const metric = metrics[name];
        return [`**${showShare(metric)}**`, metric === undefined ? '' : showInterval(metric)];
      }),
    ]);
    const names = ['model', 'asked', ...narrowVerdicts, ...rates.flatMap((name) => [name, '95 %'])];
    return [`### ${title}\n\n${escapeMarkdown(about, 1000)}\n\n${table(names, lines)}`];
  });
}
