import type { Manifest } from '../core/run.ts';
import type { Suite } from '../core/task.ts';
import { openSuite } from '../open-suite.ts';
import { buildReport } from '../report/build-report.ts';
import type { ReportDocument } from '../report/report-document.ts';
import { readAnalyses } from '../store/analyses-file.ts';
import { readManifest } from '../store/manifest.ts';
import { readEvents } from '../store/read-events.ts';

export interface ReadReportOptions {
  /** The suite of the run; a report can do without. */
  readonly suite: Suite | undefined;
  /** As for `buildReport`. */
  readonly ks?: readonly number[];
}

/** The report of the run in a folder. */
export async function readReport(folder: string, { suite, ks }: ReadReportOptions): Promise<ReportDocument> {
  return buildReport({
    manifest: await readManifest(folder),
    events: readEvents(folder),
    tasks: new Map((suite?.tasks ?? []).map(({ definition }) => [definition.id, definition])),
    analyses: readAnalyses(folder),
    ...(ks !== undefined && { ks }),
  });
}

/** The suite that a run used, where it can still be opened. */
export async function openSuiteOf({ suite }: Manifest): Promise<Suite | undefined> {
  return openSuite(suite.folder).catch(() => openSuite(suite.name).catch(() => undefined));
}
