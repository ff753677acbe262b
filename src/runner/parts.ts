import type { AttemptKey } from '../core/attempt.ts';
import type { Completion } from '../core/completion.ts';
import type { StoredTurn } from '../core/exchange.ts';
import type { Feedback } from '../core/feedback.ts';
import type { Judge, Submission } from '../core/judge.ts';
import type { Model, Prompt } from '../core/model.ts';
import type { Extraction } from '../core/strategy.ts';

/** A classification as it was read from a completion, and whether it is right. */
export interface ReadAnswer {
  readonly answer?: string | undefined;
  /** Every answer that would have been right; never empty. */
  readonly expected: readonly string[];
  readonly correct: boolean;
}

/** How an attempt goes on after its first answer. */
export interface Conversation {
  /** What is found out about the code of the latest turn; undefined where nothing is. A `HarnessFault` leaves the attempt open. */
  feedback(turns: readonly StoredTurn[], signal?: AbortSignal): Promise<Feedback | undefined>;
  /** The next prompt, or which turn's answer stands. Depends on the turns alone. */
  next(turns: readonly StoredTurn[]): Prompt | Standing;
}

/** The conversation is over. */
export interface Standing {
  /** The turn, from 0, whose answer counts. */
  readonly stands: number;
}

/** All that the runner works with: it imports none of it, so that any of it can be replaced. */
export interface Parts {
  readonly models: ReadonlyMap<string, Model>;
  readonly judge: Pick<Judge, 'judge'>;
  /** The first prompt. A `HarnessFault` leaves the attempt open. */
  render(attempt: AttemptKey): Prompt | Promise<Prompt>;
  /** What follows the first answer; undefined where one answer is all. */
  conversation(attempt: AttemptKey): Conversation | undefined | Promise<Conversation | undefined>;
  extract(attempt: AttemptKey, completion: Completion): Extraction;
  readAnswer(attempt: AttemptKey, completion: Completion): ReadAnswer;
  submission(attempt: AttemptKey, code: string): Submission;
  now(): Date;
}
