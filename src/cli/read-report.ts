import type { Manifest } from '../core/run.ts';
import { openSuite } from '../open-suite.ts';
import { buildReport } from '../report/build-report.ts';
import type { ReportDocument, TaskFacts } from '../report/report-document.ts';
import { readManifest } from '../store/manifest.ts';
import { readEvents } from '../store/read-events.ts';

/** The report of the run in a folder. `ks` as for `buildReport`. */
export async function readReport(folder: string, ks?: readonly number[]): Promise<ReportDocument> {
  const manifest = await readManifest(folder);
  return buildReport({
    manifest,
    events: readEvents(folder),
    tasks: await taskFacts(manifest),
    ...(ks !== undefined && { ks }),
  });
}

/** Of the suite that the run used, where it can still be opened; a report can do without. */
async function taskFacts(manifest: Manifest): Promise<ReadonlyMap<string, TaskFacts>> {
  const suite = await openSuite(manifest.suite.folder).catch(() =>
    openSuite(manifest.suite.name).catch(() => undefined),
  );
  return new Map((suite?.tasks ?? []).map(({ definition }) => [definition.id, definition]));
}
