import { buildReport } from '../../../src/report/build-report.ts';
import { buildPageData } from '../../../src/report/page/build-page-data.ts';
import { sampleRun } from '../../../src/report/testing/sample-run.ts';
import { Run } from '../data/run.ts';

/** The sample run as the app holds it. */
export async function samplePage(options: Parameters<typeof sampleRun>[0] = {}): Promise<Run> {
  const document = await buildReport(sampleRun(options));
  return new Run(buildPageData(document, { kind: 'embedded', leftOut: 0 }), 'report');
}
