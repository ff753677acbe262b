import type { AttemptKey } from './attempt.ts';
import type { RunTally } from './progress.ts';
import type { AdjudicatedEvent, ClassifiedEvent, CompletedEvent, JudgedEvent, RunEvent } from './run.ts';

export type RequestFailedEvent = Extract<RunEvent, { type: 'request-failed' }>;
export type RunEndEvent = Extract<RunEvent, { type: 'run-stopped' | 'run-finished' }>;

/** What is known of one attempt. A newer completion makes an older result void: the result is that of `completed`. */
export interface AttemptState {
  readonly attempt: AttemptKey;
  readonly completed: CompletedEvent | undefined;
  readonly judged: JudgedEvent | undefined;
  readonly classified: ClassifiedEvent | undefined;
  /** The latest failed request, while no completion has come after it. */
  readonly failed: RequestFailedEvent | undefined;
  /** What a person said in place of the judge, of this very completion. */
  readonly adjudicated?: AdjudicatedEvent | undefined;
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
