import type { Manifest } from '../core/run.ts';
import type { Suite } from '../core/task.ts';
import { openSuite } from '../open-suite.ts';
import { buildReport, type ReportRequest } from '../report/build-report.ts';
import type { ReportDocument, ShortcutBaseline } from '../report/report-document.ts';
import { readAnalyses } from '../store/analyses-file.ts';
import { readManifest } from '../store/manifest.ts';
import { readForFigures } from '../store/read-events.ts';
import { lengthBaseline } from '../suite/shortcut-baseline.ts';
import { tallyGuesses } from './tally-guesses.ts';

/** What a report can be asked for beyond the run itself; all but the suite as for `buildReport`. */
export interface ReadReportOptions extends Pick<ReportRequest, 'ks' | 'severityWeights' | 'attemptLimit'> {
  /** The suite of the run; a report can do without. */
  readonly suite: Suite | undefined;
}

/** The report of the run in a folder. */
export async function readReport(folder: string, { suite, ...choices }: ReadReportOptions): Promise<ReportDocument> {
  return buildReport({
    ...(await aboutRun(folder, suite)),
    events: readForFigures(folder, { wholeUpTo: choices.attemptLimit ?? Number.POSITIVE_INFINITY }),
    ...choices,
  });
}

/** What a report needs beside the log. */
export async function aboutRun(folder: string, suite: Suite | undefined): Promise<Omit<ReportRequest, 'events'>> {
  const manifest = await readManifest(folder);
  const detects = manifest.study.strategies.some(({ mode, strategy }) => mode === 'classify' && strategy === 'detect');
  return {
    manifest,
    tasks: new Map((suite?.tasks ?? []).map(({ definition }) => [definition.id, definition])),
    analyses: readAnalyses(folder),
    ...(suite !== undefined && detects && { shortcuts: [baselineOf(suite)] }),
  };
}

/** By suite: guesses take a second, and `view` reads a run that grows again and again. */
const baselines = new WeakMap<Suite, ShortcutBaseline>();

function baselineOf(suite: Suite): ShortcutBaseline {
  const baseline = baselines.get(suite) ?? tallyGuesses(lengthBaseline(suite));
  baselines.set(suite, baseline);
  return baseline;
}

/** The suite that a run used, where it can still be opened. */
export async function openSuiteOf({ suite }: Manifest): Promise<Suite | undefined> {
  return openSuite(suite.folder).catch(() => openSuite(suite.name).catch(() => undefined));
}
