import type { AttemptKey } from './attempt.ts';
import type { ClassifiedEvent, CompletedEvent, RunEvent } from './run.ts';
import type { Judgement } from './verdict.ts';

/** What names all samples of one prompt. */
export type PromptKey = Omit<AttemptKey, 'sample'>;

/** One object for all that are alike. */
export type Answered = Pick<ClassifiedEvent, 'answer' | 'expected' | 'correct'>;

interface BriefPlace {
  /** One object for all events of a prompt that one reading of a log gives. */
  readonly prompt: PromptKey;
  readonly sample: number;
}

/** What the figures of a run need of an event: a log of millions of lines is read in these. */
export type BriefEvent =
  | (BriefPlace & BriefCompletion & { readonly type: 'brief-completed' })
  | (BriefPlace & BriefJudgement & { readonly type: 'brief-judged' })
  | (BriefPlace & { readonly type: 'brief-classified'; readonly answered: Answered });

export interface BriefCompletion extends Pick<CompletedEvent, 'usage' | 'cached'> {
  readonly costUsd: number | undefined;
  readonly latencyMs: number | undefined;
}

export interface BriefJudgement {
  /** One object for all that are alike but for names, texts and times, which are left empty. */
  readonly judgement: Judgement;
  /** The judgement's own. */
  readonly cpuSeconds: number;
  /** What a list of attempts shows or looks up of it; absent where nobody asked for lists. */
  readonly listed?: { readonly code: string | undefined; readonly detail: string | undefined };
}

/** Events as they come from a file: some hundred at a time. */
export type EventBatches = AsyncIterable<readonly (RunEvent | BriefEvent)[]>;

/** The same, with where each line stands. */
export interface PlacedEvents {
  readonly events: readonly (RunEvent | BriefEvent)[];
  /** Where the line of each event begins, in bytes. */
  readonly starts: readonly number[];
  /** Bytes read so far, these lines included. */
  readonly read: number;
}
