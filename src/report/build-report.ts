import type { AnalysisRecord } from '../core/analyser.ts';
import type { EventBatches } from '../core/brief-event.ts';
import { type CweId, cweFolder } from '../core/cwe.ts';
import { cweName } from '../core/cwe-facts.ts';
import { UserMistake } from '../core/errors.ts';
import type { Manifest, RunEvent } from '../core/run.ts';
import type { Severity } from '../core/task.ts';
import { acrossModes } from './across-modes.ts';
import { addAnalyses } from './analyser-figures.ts';
import { asAdjudicated } from './as-adjudicated.ts';
import { buildRows, type RowContext } from './build-rows.ts';
import { countMet, countTotals } from './count-totals.ts';
import { foldEvents } from './fold-events.ts';
import { gainsOf } from './gains.ts';
import type { Prompt } from './prompt-fold.ts';
import { reportAttempt, type ToldAttempt } from './report-attempt.ts';
import {
  type CweReport,
  type ReportDocument,
  reportFormat,
  type ShortcutBaseline,
  type TaskFacts,
  type TaskReport,
} from './report-document.ts';
import { sortAttempts } from './sort-attempts.ts';

export interface ReportRequest {
  readonly manifest: Manifest;
  readonly events: Iterable<RunEvent> | EventBatches;
  /** The suite's tasks by id. */
  readonly tasks: ReadonlyMap<string, TaskFacts>;
  /** The k of pass@k and its kin; 1 and the number of samples when absent. */
  readonly ks?: readonly number[];
  /** What a task of each severity counts for in the severity-weighted rate; there is none when absent. */
  readonly severityWeights?: Readonly<Record<Severity, number>> | undefined;
  /** How far one gets in `detect` on this suite without understanding code. */
  readonly shortcuts?: readonly ShortcutBaseline[];
  /** The most attempts that are listed one by one; of a run with more none is. All when absent. */
  readonly attemptLimit?: number;
  /** The attempts that are listed, in place of what the events tell of them; asked for when all events have been read. */
  readonly listed?: () => readonly ToldAttempt[];
  /** False: the figures of each weakness and task are left empty, as a page counts its own. True when absent. */
  readonly descriptive?: boolean;
  /** What static analysers said of the candidates; shown where attempts are listed one by one. */
  readonly analyses?: AsyncIterable<AnalysisRecord> | Iterable<AnalysisRecord>;
}

/** Folds a run into the document that every form of report shows. */
export async function buildReport(request: ReportRequest): Promise<ReportDocument> {
  const { manifest, tasks, severityWeights, attemptLimit = Number.POSITIVE_INFINITY, descriptive = true } = request;
  // 1. What happened.
  const folded = await foldEvents(request.events, { keepAttempts: attemptLimit });
  const { prompts } = folded;
  const totals = countTotals(folded);

  // 2. What is known of the tasks.
  const taskIds = [...new Set(prompts.map(({ task }) => task))].sort();
  const known = new Map(taskIds.map((task) => [task, tasks.get(task) ?? unknownTask(task)]));
  const facts = (task: string): TaskFacts => known.get(task) ?? unknownTask(task);
  const expected = prompts.flatMap(({ answers }) => [...new Set(answers)].flatMap((answer) => answer?.expected ?? []));
  const listed = new Set([...[...tasks.values()].map(({ cwe }) => cwe), ...expected]);
  const ks = chooseKs(manifest, request.ks);
  const context: RowContext = { facts, listed, ks, study: manifest.study, severityWeights };

  // 3. The figures: overall, by weakness, by task.
  const byTask = new Map(taskIds.map((task): [string, Prompt[]] => [task, []]));
  for (const prompt of prompts) byTask.get(prompt.task)?.push(prompt);
  const rows = (wanted: readonly string[], infer: boolean) =>
    buildRows(
      wanted.flatMap((task) => byTask.get(task) ?? []),
      context,
      infer,
    );
  const ofFit = (fit: TaskFacts['fit']): string[] => taskIds.filter((task) => facts(task).fit === fit);
  const described = (wanted: readonly string[]) => (descriptive ? rows(wanted, false) : []);
  const perTask: TaskReport[] = taskIds.map((task) => ({ task, ...pickFacts(facts(task)), rows: described([task]) }));
  const cwes = [...new Set(perTask.map(({ cwe }) => cwe))].sort((a, b) => Number(a.slice(4)) - Number(b.slice(4)));
  const told = request.listed?.() ?? folded.attempts;
  const attempts = told === undefined ? [] : sortAttempts<ToldAttempt>(told, manifest).map(reportAttempt);
  const headline = new Set(ofFit('strong'));
  return {
    format: reportFormat,
    manifest,
    totals,
    overall: rows([...headline], true),
    outsideHeadline: rows(ofFit('weak'), true),
    acrossModes: acrossModes(
      prompts.filter(({ task }) => headline.has(task)),
      context,
    ),
    gains: gainsOf(
      prompts.filter(({ task }) => headline.has(task)),
      { study: manifest.study, family: (task) => facts(task).family },
    ),
    shortcuts: request.shortcuts ?? [],
    severityWeights: severityWeights ?? null,
    perCwe: cwes.map((cwe) => reportCwe(cwe, perTask, described)),
    perTask,
    ...(await addAnalyses(attempts, request.analyses ?? [], facts)),
    attemptsLeftOut: told === undefined ? totals.attempts : Math.max(0, countMet(prompts) - told.length),
    ...(prompts.some(({ adjudicated }) => adjudicated.length > 0) && {
      adjudicated: buildRows(prompts.filter(({ task }) => headline.has(task)).map(asAdjudicated), context, true),
    }),
    unknownTasks: taskIds.filter((task) => !tasks.has(task)),
  };
}

function pickFacts({ title, cwe, severity, fit, family }: TaskFacts): TaskFacts {
  return { title, cwe, severity, fit, family };
}

function reportCwe(
  cwe: CweId,
  perTask: readonly TaskReport[],
  rows: (tasks: readonly string[]) => CweReport['rows'],
): CweReport {
  const own = perTask.filter((task) => task.cwe === cwe);
  const name = cweName(cwe);
  return {
    cwe,
    ...(name === undefined ? {} : { name }),
    tasks: own.map(({ task }) => task),
    families: new Set(own.map(({ family }) => family)).size,
    rows: rows(own.map(({ task }) => task)),
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

function unknownTask(task: string): TaskFacts {
  const number = /^CWE-0*([1-9]\d*)\//.exec(task)?.[1];
  const cwe = number === undefined ? 'CWE-1' : `CWE-${number}`;
  return { title: task.replace(`${cweFolder(cwe)}/`, ''), cwe, severity: 'low', fit: 'weak', family: task };
}
