import type { ReportDocument } from '../report-document.ts';
import { runNotes } from '../run-notes.ts';
import { buildColumns } from './build-columns.ts';
import type { PageData, TextsNote } from './page-data.ts';

/** What the app shows of a run before an attempt is opened. */
export function buildPageData(document: ReportDocument, texts: TextsNote): PageData {
  const { attempts, perCwe, perTask, ...figures } = document;
  return {
    document: {
      ...figures,
      perCwe: perCwe.map(({ rows: _, ...facts }) => facts),
      perTask: perTask.map(({ rows: _, ...facts }) => facts),
    },
    notes: runNotes(document),
    attempts: buildColumns(
      attempts,
      perTask.map(({ task }) => task),
    ),
    texts,
  };
}
