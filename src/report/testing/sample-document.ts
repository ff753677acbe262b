import { buildReport } from '../build-report.ts';
import type { ReportDocument } from '../report-document.ts';
import { type SampleRun, sampleRun } from './sample-run.ts';

let built: Promise<ReportDocument> | undefined;

/** A run of one sample, and its document, made once for all tests of a file. */
export async function sampleDocument(): Promise<{ run: SampleRun; document: ReportDocument }> {
  const run = sampleRun({ samples: 1 });
  built ??= buildReport(run);
  return { run, document: await built };
}
