import { attemptName, shortAddress } from './find-attempt.ts';
import type { CodeRow, JudgedReport, ReportDocument } from './report-document.ts';
import { codeRows, sameRow } from './select-rows.ts';

/** An attempt whose verdict a person overruled. */
export type AdjudicatedReport = JudgedReport & { readonly adjudication: NonNullable<JudgedReport['adjudication']> };

export function adjudicatedAttempts({ attempts }: ReportDocument): AdjudicatedReport[] {
  return attempts.filter(
    (attempt): attempt is AdjudicatedReport => attempt.kind === 'judged' && attempt.adjudication !== undefined,
  );
}

/** Rows of the headline that adjudication changes: as judged, and as adjudicated. */
export function changedRows({
  overall,
  adjudicated = [],
}: ReportDocument): { judged: CodeRow; adjudicated: CodeRow }[] {
  return codeRows(overall).flatMap((judged) => {
    const other = sameRow(codeRows(adjudicated), judged);
    const same = other === undefined || JSON.stringify(other.counts) === JSON.stringify(judged.counts);
    return same ? [] : [{ judged, adjudicated: other }];
  });
}

/** `1a2b3c4d CWE-089/order-search …: vulnerable as judged, secure says R. Reader: the row is the caller's own` */
export function tellAdjudication(attempt: AdjudicatedReport): string {
  const { verdict, by, reason } = attempt.adjudication;
  return `${shortAddress(attempt)} ${attemptName(attempt)}: ${attempt.verdict} as judged, ${verdict} says ${by}: ${reason}`;
}
