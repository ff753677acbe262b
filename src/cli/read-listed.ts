import { UserMistake } from '../core/errors.ts';
import type { Suite } from '../core/task.ts';
import { AttemptList, type AttemptListOptions } from '../report/attempt-list.ts';
import { buildReport, type ReportRequest } from '../report/build-report.ts';
import { foldEvents } from '../report/fold-events.ts';
import { reportAttempt } from '../report/report-attempt.ts';
import type { AttemptReport, ReportDocument } from '../report/report-document.ts';
import { readEventsAt, readForLists } from '../store/read-events.ts';
import { aboutRun } from './read-report.ts';

export interface ReadListedOptions extends Pick<ReportRequest, 'ks' | 'severityWeights'> {
  readonly suite: Suite | undefined;
  /** Figures of each weakness and task, too. */
  readonly descriptive: boolean;
  /** All attempts are listed when absent. */
  readonly list?: AttemptListOptions;
  /** Bytes of the log read so far. */
  readonly onRead?: (bytes: number) => void;
}

/** A run for a page: its attempts without names and texts of tests, `exchange` and `extraction`, which `whole` reads. */
export interface ListedReport {
  readonly document: ReportDocument;
  /** The attempt with all that the log tells of it. Throws `UserMistake` where the log is another one by now. */
  readonly whole: (attempt: AttemptReport) => Promise<AttemptReport>;
}

/** Reads a log of a hundred thousand attempts several times as fast, and keeps a tenth of it, as `readReport` does. */
export async function readListedReport(
  folder: string,
  { suite, list: options, onRead, ...choices }: ReadListedOptions,
): Promise<ListedReport> {
  const list = new AttemptList(options);
  const document = await buildReport({
    ...(await aboutRun(folder, suite)),
    events: list.watch(withProgress(readForLists(folder), onRead)),
    listed: () => list.attempts(),
    ...choices,
  });
  const whole = async (attempt: AttemptReport): Promise<AttemptReport> => {
    const events = await readEventsAt(folder, list.startsOf(attempt.key));
    const { attempts: [state] = [] } = await foldEvents(events, { keepAttempts: 1 });
    const read = state === undefined ? undefined : reportAttempt(state);
    if (read?.id !== attempt.id) {
      throw new UserMistake(`${folder} is not what it was when it was read`, { hint: 'load the page again' });
    }
    const analyses = attempt.kind === 'judged' ? attempt.analyses : undefined;
    return read.kind === 'judged' && analyses !== undefined ? { ...read, analyses } : read;
  };
  return { document, whole };
}

async function* withProgress<Batch extends { readonly read: number }>(
  batches: AsyncIterable<Batch>,
  onRead: ReadListedOptions['onRead'],
): AsyncGenerator<Batch> {
  for await (const batch of batches) {
    onRead?.(batch.read);
    yield batch;
  }
}
