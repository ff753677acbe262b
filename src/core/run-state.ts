import type { AttemptKey } from './attempt.ts';
import type { RunTally } from './progress.ts';
import type {
  AdjudicatedEvent,
  ClassifiedEvent,
  CompletedEvent,
  FeedbackEvent,
  JudgedEvent,
  RunEvent,
  TurnEvent,
} from './run.ts';

export type RequestFailedEvent = Extract<RunEvent, { type: 'request-failed' }>;
export type RunEndEvent = Extract<RunEvent, { type: 'run-stopped' | 'run-finished' }>;

/** A turn of a conversation that is in the log. */
export interface LoggedTurn {
  readonly turn: TurnEvent;
  readonly feedback: FeedbackEvent | undefined;
}

/** What is known of one attempt. A newer completion makes an older result void: the result is that of `completed`. */
export interface AttemptState {
  readonly attempt: AttemptKey;
  /** The turns of its conversation so far, in order; empty where one answer is all. */
  readonly turns: readonly LoggedTurn[];
  readonly completed: CompletedEvent | undefined;
  readonly judged: JudgedEvent | undefined;
  readonly classified: ClassifiedEvent | undefined;
  /** The latest failed request, while no completion has come after it. */
  readonly failed: RequestFailedEvent | undefined;
  /** What a person said in place of the judge, of this very completion. */
  readonly adjudicated?: AdjudicatedEvent | undefined;
}

/** The turns after one more event: a turn makes void what was known of it and of later ones. */
export function noteTurn(turns: readonly LoggedTurn[], event: TurnEvent | FeedbackEvent): readonly LoggedTurn[] {
  if (event.type === 'turn') return [...turns.slice(0, event.turn), { turn: event, feedback: undefined }];
  return turns.map((logged) => (logged.turn.turn === event.turn ? { ...logged, feedback: event } : logged));
}

/** It has its result. An inconclusive judgement is none: what kept the harness from judging may be over by now. */
export function isSettled({ judged, classified }: AttemptState): boolean {
  if (classified !== undefined) return true;
  return judged !== undefined && judged.judgement.verdict !== 'inconclusive';
}

/** A run as its events tell it. */
export interface RunState {
  /** False while not even `run-started` has reached the log. */
  readonly started: boolean;
  /** How the latest session ended; undefined when it is under way or was killed. */
  readonly ended: RunEndEvent | undefined;
  /** By `attemptId`, in the order in which they first appeared. */
  readonly attempts: ReadonlyMap<string, AttemptState>;
  readonly tally: RunTally;
}
