import type { RunTally } from '../core/progress.ts';
import type { ClassifiedEvent, CompletedEvent, JudgedEvent, TurnEvent } from '../core/run.ts';
import type { AttemptState } from '../core/run-state.ts';

type Mutable<Type> = { -readonly [Key in keyof Type]: Mutable<Type[Key]> };
export type MutableTally = Mutable<RunTally>;

export function emptyTally(): MutableTally {
  return {
    completed: 0,
    done: 0,
    verdicts: { invalid: 0, broken: 0, vulnerable: 0, fail: 0, inconclusive: 0, secure: 0, pass: 0 },
    classified: { correct: 0, wrong: 0 },
    costUsd: 0,
    unknownCosts: 0,
  };
}

/**
 * Counts every answer that was ever paid for, also one that a later one replaced: the money is gone. What ends a
 * conversation was paid for turn by turn.
 */
export function countSpending(tally: MutableTally, event: CompletedEvent | TurnEvent): void {
  if (event.cached || isConversationEnd(event)) return;
  if (event.costUsd === undefined) tally.unknownCosts++;
  else tally.costUsd += event.costUsd;
}

function isConversationEnd(event: CompletedEvent | TurnEvent): boolean {
  return event.type === 'completed' && event.turns !== undefined;
}

export function countResult(tally: MutableTally, event: JudgedEvent | ClassifiedEvent): void {
  tally.done++;
  if (event.type === 'judged') tally.verdicts[event.judgement.verdict]++;
  else tally.classified[event.correct ? 'correct' : 'wrong']++;
}

export function countAttempt(tally: MutableTally, state: AttemptState): void {
  if (state.completed !== undefined) tally.completed++;
  const result = state.judged ?? state.classified;
  if (result !== undefined) countResult(tally, result);
}
