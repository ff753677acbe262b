// One self-contained page that opens from file://. What models wrote is text in it, never markup; nothing is loaded.
import { createHash } from 'node:crypto';
import type { BlobReader } from '../../core/run-log.ts';
import type { ReportDocument } from '../report-document.ts';
import { classifyRows, codeRows, fullRows } from '../select-rows.ts';
import { aboutRun } from './about-run.ts';
import { attemptList } from './attempt-list.ts';
import { classifyResults } from './classify-results.ts';
import { codeResults } from './code-results.ts';
import { cweGrid } from './cwe-grid.ts';
import { escapeHtml } from './escape.ts';
import { narrowResults } from './narrow-results.ts';
import { pageHeader } from './page-header.ts';
import { pageScript } from './page-script.ts';
import { readTexts } from './read-texts.ts';
import { attemptStyle } from './style/attempts.ts';
import { baseStyle } from './style/base.ts';
import { tableStyle } from './style/tables.ts';

/** The report as a page. */
export async function renderHtml(
  document: ReportDocument,
  { readBlob }: Pick<BlobReader, 'readBlob'>,
): Promise<string> {
  const texts = await readTexts(document.attempts, readBlob);
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `script-src 'sha256-${createHash('sha256').update(pageScript).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>seceval ${escapeHtml(document.manifest.id)}</title><style>${baseStyle}${tableStyle}${attemptStyle}</style></head><body>
${pageHeader(document)}
<main>
${codeResults(fullRows(codeRows(document.overall)))}
${narrowResults(codeRows(document.overall))}
${classifyResults(classifyRows(document.overall))}
${cweGrid(document)}
${attemptList(document, texts)}
${aboutRun(document)}
</main><script>${pageScript}</script></body></html>
`;
}
