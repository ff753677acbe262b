import { modes } from '../core/mode.ts';
import type { ClassifyRow, CodeRow, ReportDocument, Row } from './report-document.ts';

export function codeRows(rows: readonly Row[]): CodeRow[] {
  return modes.flatMap((mode) => rows.filter((row): row is CodeRow => row.mode !== 'classify' && row.mode === mode));
}

export function classifyRows(rows: readonly Row[]): ClassifyRow[] {
  return rows.filter((row): row is ClassifyRow => row.mode === 'classify');
}

/** Rows whose verdicts tell function from security: the only ones with a secure-pass rate. */
export function fullRows(rows: readonly CodeRow[]): CodeRow[] {
  return rows.filter(({ scope = 'full' }) => scope === 'full');
}

/** The row of the same model, mode and strategy in another part of the document. */
export function sameRow<R extends Row>(rows: readonly R[], wanted: Row): R | undefined {
  const scopeOf = (row: Row) => (row.mode === 'classify' ? undefined : row.scope);
  const { model, mode, strategy } = wanted;
  return rows.find(
    (row) => row.model === model && row.mode === mode && row.strategy === strategy && scopeOf(row) === scopeOf(wanted),
  );
}

/** MITRE's names are long; what stands in quotes at the end is what people say: `Path Traversal`. */
export function shortCweName({ name }: { readonly name?: string }): string {
  return /\('(.+)'\)$/.exec(name ?? '')?.[1] ?? name ?? '';
}

/** Why figures come without intervals, once for all of them. */
export function intervalNote(document: ReportDocument): string | undefined {
  const reasons = document.overall.map(({ metrics }) => (metrics['secure-pass@1'] ?? metrics['accuracy'])?.reason);
  return reasons.find((reason) => reason?.includes('too few'))?.toString();
}
