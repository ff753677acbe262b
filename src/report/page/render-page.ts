// The report as one file that opens from file:// and asks for nothing: the app, the figures, and texts as far as they fit.
import type { BlobReader } from '../../core/run-log.ts';
import type { AttemptReport, ReportDocument } from '../report-document.ts';
import { type AppFiles, assemblePage } from './assemble-page.ts';
import { buildPageData } from './build-page-data.ts';
import { packTexts } from './pack-texts.ts';
import type { References } from './page-data.ts';

/** UTF-16 units of texts that a page holds; beyond it browsers grow slow. */
const roomForTexts = 24_000_000;
/** UTF-16 units of one text; all of it is in the run's folder. */
const mostOfText = 65_536;

export interface RenderPageOptions extends Pick<BlobReader, 'readBlob'> {
  readonly app: AppFiles;
  /** Reads what is missing of an attempt of the document whose texts find room; nothing is when absent. */
  readonly whole?: (attempt: AttemptReport) => Promise<AttemptReport>;
  /** The references of a task; empty where they are not known. */
  readonly referencesOf: (task: string) => References;
}

export async function renderPage(document: ReportDocument, options: RenderPageOptions): Promise<string> {
  const tasks = document.perTask.map(({ task }) => task);
  const { chunks, leftOut } = await packTexts(document.attempts, tasks, {
    readBlob: options.readBlob,
    whole: options.whole ?? (async (attempt) => attempt),
    referencesOf: options.referencesOf,
    room: roomForTexts,
    most: mostOfText,
  });
  return assemblePage({
    title: `seceval ${document.manifest.id}`,
    app: options.app,
    data: buildPageData(document, { kind: 'embedded', leftOut }),
    chunks,
    connect: "'none'",
  });
}
