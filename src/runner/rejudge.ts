import { type AttemptKey, attemptId } from '../core/attempt.ts';
import { canonicalJson } from '../core/canonical.ts';
import { ModelRequestError } from '../core/errors.ts';
import type { Exchange, TurnExchange } from '../core/exchange.ts';
import type { Model } from '../core/model.ts';
import type { ClassifiedEvent, JudgedEvent, Manifest, RunEvent } from '../core/run.ts';
import type { BlobReader, RunLog } from '../core/run-log.ts';
import type { RunState } from '../core/run-state.ts';
import { readExchange } from './2-complete.ts';
import type { Conversation, Parts } from './parts.ts';
import { type RunOutcome, type RunStudyOptions, runStudy } from './run-study.ts';

export interface RejudgeOptions extends Omit<RunStudyOptions, 'plan' | 'parts'> {
  /** The run whose stored completions are judged. */
  readonly state: RunState;
  readonly blobs: BlobReader;
  /** Of the present suite. Nothing is asked and nothing rendered. */
  readonly parts: Omit<Parts, 'models' | 'render' | 'conversation'>;
  /** Why an attempt cannot be judged now (its task has left the suite); undefined when it can. */
  readonly whyNot?: (attempt: AttemptKey) => string | undefined;
}

export type AttemptResult = JudgedEvent | ClassifiedEvent;

export interface Difference {
  readonly attempt: AttemptKey;
  /** Undefined where the earlier run had not come to a result. */
  readonly before: AttemptResult | undefined;
  readonly after: AttemptResult;
}

export interface RejudgeOutcome {
  readonly outcome: RunOutcome;
  readonly differences: readonly Difference[];
  /** Attempts with the same result as before. */
  readonly same: number;
  readonly skipped: Manifest['skipped'];
}

/**
 * Judges the stored completions of a run under the present suite. The results go to the log of a new run, complete in
 * itself: the old one stays what its manifest says. So it is interrupted and resumed like any other run.
 */
export async function rejudgeRun({ state, blobs, whyNot, ...options }: RejudgeOptions): Promise<RejudgeOutcome> {
  // 1. Which attempts have a completion, and can still be judged?
  const { attempts, skipped } = judgeable(state, whyNot);

  // 2. A run in which every model gives its stored answers.
  const results = new Map(resultsOf(options.earlier));
  const stored = (attempt: AttemptKey) => storedExchange(state, blobs, attempt);
  const ids = new Set(attempts.map(({ model }) => model));
  const models = new Map([...ids].map((id) => [id, storedModel(id, stored)]));
  const render = async (attempt: AttemptKey) => firstOf(await stored(attempt)).prompt;
  const conversation = async (attempt: AttemptKey) => storedConversation(await stored(attempt));
  const outcome = await runStudy({
    ...options,
    plan: { attempts },
    parts: { ...options.parts, models, render, conversation },
    log: noting(results, options.log),
  });

  // 3. What has changed?
  const differences: Difference[] = [];
  for (const [id, after] of results) {
    const old = state.attempts.get(id);
    const before = old?.judged ?? old?.classified;
    if (gist(before) !== gist(after)) differences.push({ attempt: after.attempt, before, after });
  }
  return { outcome, differences, same: results.size - differences.length, skipped };
}

function judgeable(state: RunState, whyNot: RejudgeOptions['whyNot']) {
  const attempts: AttemptKey[] = [];
  const reasons = new Map<string, string>();
  for (const { attempt, completed } of state.attempts.values()) {
    if (completed === undefined) continue;
    const reason = whyNot?.(attempt);
    if (reason === undefined) attempts.push(attempt);
    else reasons.set(attempt.task, reason);
  }
  return { attempts, skipped: [...reasons].map(([task, reason]) => ({ task, reason })) };
}

async function storedExchange(state: RunState, blobs: BlobReader, attempt: AttemptKey): Promise<Exchange> {
  const blob = state.attempts.get(attemptId(attempt))?.completed?.blob;
  const exchange = blob === undefined ? undefined : await readExchange(blobs, blob);
  if (exchange !== undefined) return exchange;
  throw new ModelRequestError(`the completion of '${attemptId(attempt)}' is lost`, {
    failure: 'not-recorded',
    retryable: false,
  });
}

function storedModel(id: string, stored: (attempt: AttemptKey) => Promise<Exchange>): Model {
  const complete: Model['complete'] = async ({ attempt, turn = 0 }) => {
    const exchange = await stored(attempt);
    return (exchange.turns?.[turn] ?? exchange).completion;
  };
  return { id, decoding: {}, identity: {}, cacheable: false, complete };
}

function firstOf(exchange: Exchange): TurnExchange {
  return exchange.turns?.[0] ?? exchange;
}

/** The conversation as it was: nothing is analysed or judged for it anew. */
function storedConversation({ prompt, turns }: Exchange): Conversation | undefined {
  if (turns === undefined) return undefined;
  const standing = canonicalJson(prompt);
  const stands = turns.findIndex((turn) => canonicalJson(turn.prompt) === standing);
  return {
    feedback: async (known) => turns[known.length - 1]?.feedback,
    next: (known) => turns[known.length]?.prompt ?? { stands },
  };
}

/** The same log; results are noted on their way. */
function noting(results: Map<string, AttemptResult>, log: RunLog): RunLog {
  return {
    async append(event: RunEvent) {
      await log.append(event);
      if (event.type === 'judged' || event.type === 'classified') results.set(attemptId(event.attempt), event);
    },
    putBlob: (text) => log.putBlob(text),
    readBlob: (hash) => log.readBlob(hash),
    close: () => log.close(),
  };
}

function* resultsOf(state: RunState | undefined): Generator<[string, AttemptResult]> {
  for (const [id, { judged, classified }] of state?.attempts ?? []) {
    const result = judged ?? classified;
    if (result !== undefined) yield [id, result];
  }
}

/** What of a result counts as a change; seconds and wording do not. */
function gist(result: AttemptResult | undefined): string {
  if (result === undefined) return 'none';
  if (result.type === 'classified') return `${result.answer} ${result.correct}`;
  const { verdict, reason, exploited } = result.judgement;
  return `${verdict} ${reason} ${exploited}`;
}
