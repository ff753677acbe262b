import { type AttemptKey, attemptId } from '../core/attempt.ts';
import type { BriefEvent, EventBatches } from '../core/brief-event.ts';
import type { RunEvent } from '../core/run.ts';
import type { AttemptState } from '../core/run-state.ts';
import { type Prompt, PromptFold } from './prompt-fold.ts';
import type { Totals } from './report-document.ts';
import { addCompletion, type Spending, startSpending } from './spending.ts';

export interface FoldedRun {
  readonly prompts: readonly Prompt[];
  /** Every attempt with all that is known of it; undefined where there are more than were to be kept. */
  readonly attempts: readonly AttemptState[] | undefined;
  readonly planned: number | undefined;
  readonly state: Totals['state'];
  /** Of every completion, also those that a later one replaced: their money is gone. */
  readonly spending: Spending;
  /** The first message of each kind of failed request. */
  readonly failureMessages: ReadonlyMap<string, string>;
}

/**
 * What the events of a run come to, in one pass. A new completion makes void what was found in an older one.
 * `keepAttempts`: the most attempts that are kept whole (about 3 kB each); beyond it, and for brief events, only what metrics need is.
 */
export async function foldEvents(
  events: Iterable<RunEvent> | EventBatches,
  { keepAttempts = 0 }: { readonly keepAttempts?: number } = {},
): Promise<FoldedRun> {
  const prompts = new PromptFold();
  const spending = startSpending();
  const failureMessages = new Map<string, string>();
  let attempts = keepAttempts > 0 ? new Map<string, AttemptState>() : undefined;
  let planned: number | undefined;
  let state: Totals['state'] = 'unfinished';
  const keep = (attempt: AttemptKey, change: Partial<AttemptState>, anew = false): void => {
    if (attempts === undefined) return;
    const id = attemptId(attempt);
    const known = anew ? undefined : attempts.get(id);
    attempts.set(id, { ...(known ?? nothingKnown(attempt)), ...change });
    if (attempts.size > keepAttempts) attempts = undefined;
  };

  const add = (event: RunEvent | BriefEvent): void => {
    switch (event.type) {
      case 'brief-completed':
        addCompletion(spending, event);
        prompts.complete(prompts.ofShared(event.prompt), event.sample, event.cached);
        break;
      case 'brief-judged':
        prompts.judgeShared(prompts.ofShared(event.prompt), event.sample, event.judgement);
        break;
      case 'brief-classified':
        prompts.classifyShared(prompts.ofShared(event.prompt), event.sample, event.answered);
        break;
      case 'run-started':
        planned = event.attempts;
        state = 'unfinished';
        // Where too many are coming, none is kept from the start.
        if (planned > keepAttempts) attempts = undefined;
        break;
      case 'run-resumed':
        state = 'unfinished';
        break;
      case 'completed':
        // What ends a conversation was paid for turn by turn.
        if (event.turns === undefined) addCompletion(spending, event);
        prompts.complete(prompts.of(event.attempt), event.attempt.sample, event.cached);
        keep(event.attempt, { completed: event }, true);
        break;
      case 'turn':
        addCompletion(spending, event);
        break;
      case 'feedback':
        break;
      case 'request-failed':
        if (!failureMessages.has(event.failure)) failureMessages.set(event.failure, event.message);
        prompts.fail(prompts.of(event.attempt), event.attempt.sample, event.failure);
        keep(event.attempt, { failed: event });
        break;
      case 'judged':
        prompts.judge(prompts.of(event.attempt), event.attempt.sample, event.judgement);
        keep(event.attempt, { judged: event });
        break;
      case 'classified':
        prompts.classify(prompts.of(event.attempt), event.attempt.sample, event);
        keep(event.attempt, { classified: event });
        break;
      case 'adjudicated':
        prompts.adjudicate(prompts.of(event.attempt), event.attempt.sample, event.verdict);
        keep(event.attempt, { adjudicated: event });
        break;
      case 'adjudication-undone':
        prompts.adjudicate(prompts.of(event.attempt), event.attempt.sample, undefined);
        keep(event.attempt, { adjudicated: undefined });
        break;
      case 'run-stopped':
        state = event.reason;
        break;
      case 'run-finished':
        state = 'finished';
        break;
    }
  };

  if (Symbol.asyncIterator in events) for await (const batch of events) for (const event of batch) add(event);
  else for (const event of events) add(event);
  return {
    prompts: prompts.all(),
    attempts: attempts === undefined ? undefined : [...attempts.values()],
    planned,
    state,
    spending,
    failureMessages,
  };
}

function nothingKnown(attempt: AttemptKey): AttemptState {
  return {
    attempt,
    turns: [],
    completed: undefined,
    judged: undefined,
    classified: undefined,
    failed: undefined,
    adjudicated: undefined,
  };
}
