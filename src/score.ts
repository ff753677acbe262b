// Judges completions that were made elsewhere: JSON Lines in, one result for each, in their order.
import { attemptParts } from './attempt-parts.ts';
import { type AttemptKey, shownPair } from './core/attempt.ts';
import type { Completion } from './core/completion.ts';
import { EnvironmentFault } from './core/errors.ts';
import type { Judge } from './core/judge.ts';
import type { Mode } from './core/mode.ts';
import type { Suite, Task } from './core/task.ts';
import type { Judgement, TestResult } from './core/verdict.ts';
import type { ScoreRecord } from './score-records.ts';
import { variantOf } from './variant-of.ts';

/** One line of output. `tests` of generate and repair, `answer` of classify. */
export type ScoreResult =
  | {
      readonly task: string;
      readonly mode: Mode;
      readonly strategy: string;
      readonly shown?: string | undefined;
      readonly sample: number;
      readonly verdict: Judgement['verdict'];
      /** Absent where function and security are told apart. */
      readonly scope?: Judgement['scope'];
      /** Absent where nothing was judged. */
      readonly integrity?: Judgement['integrity'];
      readonly reason?: string;
      readonly detail?: string;
      readonly exploited: boolean;
      readonly tests: readonly TestResult[];
    }
  | {
      readonly task: string;
      readonly mode: Mode;
      readonly strategy: string;
      readonly shown?: string | undefined;
      readonly sample: number;
      readonly answer: string | null;
      readonly expected: string | readonly string[];
      readonly correct: boolean;
    };

export interface ScoreOptions {
  readonly suite: Suite;
  readonly judge: Judge;
  readonly records: readonly ScoreRecord[];
  /** Candidates under way at a time. */
  readonly workers: number;
  readonly signal?: AbortSignal;
}

/** Yields the result of each record in order, as soon as it and all before it are there. */
export async function* scoreRecords(options: ScoreOptions): AsyncGenerator<ScoreResult> {
  const { records, workers, signal } = options;
  const pending: Promise<ScoreResult>[] = [];
  let next = 0;
  const window = workers * 4;
  while (next < records.length || pending.length > 0) {
    while (next < records.length && pending.length < window) {
      const record = records[next++];
      if (record === undefined) break;
      const result = scoreOne(options, record);
      result.catch(() => {}); // awaited below, in its turn
      pending.push(result);
    }
    const first = pending.shift();
    if (first === undefined) return;
    yield await first;
    signal?.throwIfAborted();
  }
}

async function scoreOne({ suite, judge, signal }: ScoreOptions, record: ScoreRecord): Promise<ScoreResult> {
  const parts = attemptParts({ suite, judge, environment: '', models: new Map() });
  const attempt: AttemptKey = { model: 'elsewhere', ...record.attempt };
  const { model: _elsewhere, ...named } = attempt;
  if (attempt.mode === 'classify') {
    const read = parts.readAnswer(attempt, asCompletion(record.text));
    const expected = read.expected.length === 1 ? (read.expected[0] ?? '') : read.expected;
    return { ...named, answer: read.answer ?? null, expected, correct: read.correct };
  }
  const extraction =
    record.kind === 'code'
      ? { found: true as const, code: record.text }
      : parts.extract(attempt, asCompletion(record.text, record.finish));
  if (!extraction.found) {
    const { reason, detail } = extraction;
    return { ...named, verdict: 'invalid', reason, detail, exploited: false, tests: [] };
  }
  const submission = parts.submission(attempt, extraction.code);
  const judgement = await judge.judge({ ...submission, ...(signal && { signal }) });
  return {
    ...named,
    verdict: judgement.verdict,
    ...(judgement.scope !== undefined && { scope: judgement.scope }),
    integrity: judgement.integrity,
    ...(judgement.reason !== undefined && { reason: judgement.reason }),
    ...(judgement.detail !== undefined && { detail: judgement.detail }),
    exploited: judgement.exploited,
    tests: judgement.tests,
  };
}

function asCompletion(text: string, finish: Completion['finish'] = 'stop'): Completion {
  return { text, finish, usage: {}, warnings: [] };
}

/** Refuses tasks that cannot be judged here, before any is: a line without a verdict would pass for a bad one. */
export function assertJudgeable(
  suite: Suite,
  records: readonly ScoreRecord[],
  whyNot: (task: Task) => string | undefined,
): void {
  const named = new Set(
    records.filter(({ attempt }) => attempt.mode !== 'classify').map(({ attempt }) => attempt.task),
  );
  for (const task of suite.tasks.filter(({ definition }) => named.has(definition.id))) {
    const reason = whyNot(task);
    if (reason === undefined) continue;
    throw new EnvironmentFault(`${task.definition.id} cannot be judged here: ${reason}`, {
      hint: 'leave its lines out, or score on another machine or tier',
    });
  }
}

/** Checks what a record says of its task before anything runs. Throws UserMistake. */
export function assertShown(suite: Suite, record: ScoreRecord): void {
  const task = suite.tasks.find(({ definition }) => definition.id === record.attempt.task);
  const { shown } = record.attempt;
  if (task && shown !== undefined && shown !== shownPair) variantOf(task, shown);
}
