import { type AttemptKey, attemptId } from '../core/attempt.ts';
import type { CompletedEvent, RunEvent } from '../core/run.ts';
import type { AttemptState } from '../core/run-state.ts';
import type { Totals } from './report-document.ts';

export interface FoldedRun {
  readonly attempts: readonly AttemptState[];
  readonly planned: number | undefined;
  readonly state: Totals['state'];
  /** Every completion, also those that a later one replaced: their money is gone. */
  readonly completions: readonly CompletedEvent[];
}

/** What the events of a run come to. A new completion makes void what was found in an older one. */
export async function foldEvents(events: AsyncIterable<RunEvent> | Iterable<RunEvent>): Promise<FoldedRun> {
  const attempts = new Map<string, AttemptState>();
  const completions: CompletedEvent[] = [];
  let planned: number | undefined;
  let state: Totals['state'] = 'unfinished';
  const update = (attempt: AttemptKey, change: Partial<AttemptState>): void => {
    const id = attemptId(attempt);
    attempts.set(id, { ...(attempts.get(id) ?? nothingKnown(attempt)), ...change });
  };

  for await (const event of events) {
    switch (event.type) {
      case 'run-started':
        planned = event.attempts;
        state = 'unfinished';
        break;
      case 'run-resumed':
        state = 'unfinished';
        break;
      case 'completed':
        completions.push(event);
        update(event.attempt, { ...nothingKnown(event.attempt), completed: event });
        break;
      case 'request-failed':
        update(event.attempt, { failed: event });
        break;
      case 'judged':
        update(event.attempt, { judged: event });
        break;
      case 'classified':
        update(event.attempt, { classified: event });
        break;
      case 'adjudicated':
        update(event.attempt, { adjudicated: event });
        break;
      case 'adjudication-undone':
        update(event.attempt, { adjudicated: undefined });
        break;
      case 'run-stopped':
        state = event.reason;
        break;
      case 'run-finished':
        state = 'finished';
        break;
    }
  }
  return { attempts: [...attempts.values()], planned, state, completions };
}

function nothingKnown(attempt: AttemptKey): AttemptState {
  return {
    attempt,
    completed: undefined,
    judged: undefined,
    classified: undefined,
    failed: undefined,
    adjudicated: undefined,
  };
}
