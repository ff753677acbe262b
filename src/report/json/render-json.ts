import type { ReportDocument } from '../report-document.ts';

/** The document of `seceval report RUN --json`, for programs. */
export function renderJson(document: ReportDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
