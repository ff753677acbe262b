import type { AttemptKey } from './attempt.ts';
import type { ClassifiedEvent, CompletedEvent, JudgedEvent, RunEvent } from './run.ts';

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
  | (BriefPlace & Pick<CompletedEvent, 'usage' | 'costUsd' | 'cached'> & { readonly type: 'brief-completed' })
  /** One object for all judgements that are alike but for names, texts and times, which are left empty. */
  | (BriefPlace & Pick<JudgedEvent, 'judgement'> & { readonly type: 'brief-judged' })
  | (BriefPlace & { readonly type: 'brief-classified'; readonly answered: Answered });

/** Events as they come from a file: some hundred at a time. */
export type EventBatches = AsyncIterable<readonly (RunEvent | BriefEvent)[]>;
