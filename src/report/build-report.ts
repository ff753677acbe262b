import { type CweId, cweFolder } from '../core/cwe.ts';
import { cweName } from '../core/cwe-facts.ts';
import { UserMistake } from '../core/errors.ts';
import type { Manifest, RunEvent } from '../core/run.ts';
import type { AttemptState } from '../core/run-state.ts';
import { asAdjudicated } from './as-adjudicated.ts';
import { buildRows, type RowContext } from './build-rows.ts';
import { countTotals } from './count-totals.ts';
import { foldEvents } from './fold-events.ts';
import { reportAttempt } from './report-attempt.ts';
import {
  type CweReport,
  type ReportDocument,
  reportFormat,
  type TaskFacts,
  type TaskReport,
} from './report-document.ts';

export interface ReportRequest {
  readonly manifest: Manifest;
  readonly events: AsyncIterable<RunEvent> | Iterable<RunEvent>;
  /** The suite's tasks by id. */
  readonly tasks: ReadonlyMap<string, TaskFacts>;
  /** The k of pass@k and its kin; 1 and the number of samples when absent. */
  readonly ks?: readonly number[];
}

/** Folds a run into the document that every form of report shows. */
export async function buildReport({ manifest, events, tasks, ks }: ReportRequest): Promise<ReportDocument> {
  // 1. What happened.
  const folded = await foldEvents(events);
  const attempts = sortAttempts(folded.attempts, manifest);

  // 2. What is known of the tasks.
  const taskIds = [...new Set(attempts.map(({ attempt }) => attempt.task))].sort();
  const facts = (task: string): TaskFacts => tasks.get(task) ?? unknownTask(task);
  const expected = attempts.flatMap(({ classified }) => classified?.expected ?? []);
  const listed = new Set([...[...tasks.values()].map(({ cwe }) => cwe), ...expected]);
  const context: RowContext = { facts, listed, ks: chooseKs(manifest, ks), study: manifest.study };

  // 3. The figures: overall, by weakness, by task.
  const ofTasks = (wanted: (task: string) => boolean): AttemptState[] =>
    attempts.filter(({ attempt }) => wanted(attempt.task));
  const rows = (wanted: (task: string) => boolean) => buildRows(ofTasks(wanted), context);
  const perTask: TaskReport[] = taskIds.map((task) => ({ task, ...facts(task), rows: rows((id) => id === task) }));
  const cwes = [...new Set(perTask.map(({ cwe }) => cwe))].sort((a, b) => Number(a.slice(4)) - Number(b.slice(4)));
  return {
    format: reportFormat,
    manifest,
    totals: countTotals(folded),
    overall: rows((task) => facts(task).fit === 'strong'),
    outsideHeadline: rows((task) => facts(task).fit === 'weak'),
    perCwe: cwes.map((cwe) => reportCwe(cwe, perTask, rows)),
    perTask,
    attempts: attempts.map(reportAttempt),
    ...(attempts.some(({ adjudicated }) => adjudicated !== undefined) && {
      adjudicated: buildRows(
        attempts.filter(({ attempt }) => facts(attempt.task).fit === 'strong').map(asAdjudicated),
        context,
      ),
    }),
    unknownTasks: taskIds.filter((task) => !tasks.has(task)),
  };
}

function reportCwe(
  cwe: CweId,
  perTask: readonly TaskReport[],
  rows: (wanted: (task: string) => boolean) => CweReport['rows'],
): CweReport {
  const own = perTask.filter((task) => task.cwe === cwe);
  const name = cweName(cwe);
  return {
    cwe,
    ...(name === undefined ? {} : { name }),
    tasks: own.map(({ task }) => task),
    families: new Set(own.map(({ family }) => family)).size,
    rows: rows((id) => own.some(({ task }) => task === id)),
  };
}

function chooseKs({ study }: Manifest, ks: readonly number[] | undefined): readonly number[] {
  const tooLarge = ks?.find((k) => k > study.samples);
  if (tooLarge !== undefined) {
    throw new UserMistake(`pass@${tooLarge} needs ${tooLarge} samples of a task; the run has ${study.samples}`, {
      hint: `run again with --samples ${tooLarge}, or report a smaller k`,
    });
  }
  return [...new Set([1, ...(ks ?? [study.samples])])].sort((a, b) => a - b);
}

/** By weakness, task, then in the order of the study: readers compare answers to one task. */
function sortAttempts(attempts: readonly AttemptState[], { study }: Manifest): AttemptState[] {
  const place = ({ attempt: { model, mode, strategy, sample } }: AttemptState): readonly number[] => [
    study.models.indexOf(model),
    study.strategies.findIndex((pair) => pair.mode === mode && pair.strategy === strategy),
    sample,
  ];
  return [...attempts].sort((a, b) => {
    const byTask = a.attempt.task.localeCompare(b.attempt.task, 'en', { numeric: true });
    if (byTask !== 0) return byTask;
    const [left, right] = [place(a), place(b)];
    const differing = left.findIndex((value, index) => value !== right[index]);
    if (differing !== -1) return (left[differing] ?? 0) - (right[differing] ?? 0);
    return (a.attempt.shown ?? '').localeCompare(b.attempt.shown ?? '', 'en');
  });
}

function unknownTask(task: string): TaskFacts {
  const number = /^CWE-0*([1-9]\d*)\//.exec(task)?.[1];
  const cwe = number === undefined ? 'CWE-1' : `CWE-${number}`;
  return { title: task.replace(`${cweFolder(cwe)}/`, ''), cwe, severity: 'low', fit: 'weak', family: task };
}
