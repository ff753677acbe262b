import { type AttemptKey, attemptId } from '../core/attempt.ts';
import type { FeedbackEvent, RunEvent, TurnEvent } from '../core/run.ts';
import { type AttemptState, noteTurn, type RunEndEvent, type RunState } from '../core/run-state.ts';
import { countAttempt, countSpending, emptyTally } from './tally.ts';

/** Folds the events of a run, in their order, into what is known of it. It keeps every result: about 3 kB an attempt. */
export async function summarise(events: AsyncIterable<RunEvent> | Iterable<RunEvent>): Promise<RunState> {
  const attempts = new Map<string, AttemptState>();
  const tally = emptyTally();
  let started = false;
  let ended: RunEndEvent | undefined;
  for await (const event of events) {
    switch (event.type) {
      case 'run-started':
      case 'run-resumed':
        started = true;
        ended = undefined;
        break;
      case 'run-stopped':
      case 'run-finished':
        ended = event;
        break;
      case 'completed':
        countSpending(tally, event);
        // A new answer makes void what was found in an older one. Its turns stay: they may be needed if it is lost.
        replace(attempts, {
          ...nothingKnown(event.attempt),
          turns: known(attempts, event.attempt).turns,
          completed: event,
        });
        break;
      case 'turn':
        countSpending(tally, event);
        replaceTurns(attempts, event);
        break;
      case 'feedback':
        replaceTurns(attempts, event);
        break;
      case 'request-failed':
        replace(attempts, { ...known(attempts, event.attempt), failed: event });
        break;
      case 'judged':
        replace(attempts, { ...known(attempts, event.attempt), judged: event });
        break;
      case 'classified':
        replace(attempts, { ...known(attempts, event.attempt), classified: event });
        break;
      case 'adjudicated':
        replace(attempts, { ...known(attempts, event.attempt), adjudicated: event });
        break;
      case 'adjudication-undone':
        replace(attempts, { ...known(attempts, event.attempt), adjudicated: undefined });
        break;
    }
  }
  for (const state of attempts.values()) countAttempt(tally, state);
  return { started, ended, attempts, tally };
}

/** The same events without what each test saw: enough to resume a run, in half the memory. */
export async function* withoutTests(events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent> {
  for await (const event of events) {
    yield event.type === 'judged' ? { ...event, judgement: { ...event.judgement, tests: [] } } : event;
  }
}

function known(attempts: ReadonlyMap<string, AttemptState>, attempt: AttemptKey): AttemptState {
  return attempts.get(attemptId(attempt)) ?? nothingKnown(attempt);
}

function nothingKnown(attempt: AttemptKey): AttemptState {
  return { attempt, turns: [], completed: undefined, judged: undefined, classified: undefined, failed: undefined };
}

function replaceTurns(attempts: Map<string, AttemptState>, event: TurnEvent | FeedbackEvent): void {
  const before = known(attempts, event.attempt);
  replace(attempts, { ...before, turns: noteTurn(before.turns, event) });
}

function replace(attempts: Map<string, AttemptState>, state: AttemptState): void {
  attempts.set(attemptId(state.attempt), state);
}
