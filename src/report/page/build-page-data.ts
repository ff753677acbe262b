import type { ReportDocument } from '../report-document.ts';
import { runNotes } from '../run-notes.ts';
import { showCount } from '../show-metric.ts';
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
    notes: [...sampleNote(document), ...runNotes(document)],
    attempts: buildColumns(
      attempts,
      perTask.map(({ task }) => task),
    ),
    texts,
  };
}

/** Where the page has a sample of the attempts: which of its figures are of all, and which of those that it has. */
function sampleNote({ attempts, attemptsLeftOut }: ReportDocument): string[] {
  if (attemptsLeftOut === 0) return [];
  const all = showCount(attempts.length + attemptsLeftOut);
  return [
    `${showCount(attempts.length)} of ${all} attempts are listed, the first samples of the prompts whatever came of them: the headline and the tables of rates and gains are of all attempts, charts, the heat map, the confusion matrix and the tables of cost and time of those that are listed (seceval view lists all)`,
  ];
}
