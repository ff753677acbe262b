import type { AttemptKey } from '../core/attempt.ts';
import type { Completion } from '../core/completion.ts';
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

/** All that the runner works with: it imports none of it, so that any of it can be replaced. */
export interface Parts {
  readonly models: ReadonlyMap<string, Model>;
  readonly judge: Pick<Judge, 'judge'>;
  render(attempt: AttemptKey): Prompt | Promise<Prompt>;
  extract(attempt: AttemptKey, completion: Completion): Extraction;
  readAnswer(attempt: AttemptKey, completion: Completion): ReadAnswer;
  submission(attempt: AttemptKey, code: string): Submission;
  now(): Date;
}
