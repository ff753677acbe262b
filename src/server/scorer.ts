import type { Mode } from '../core/mode.ts';
import type { TestResult, Verdict, VerdictReason } from '../core/verdict.ts';
import type { PublicPrompt, ScoreItem, SuiteCard } from './wire.ts';

/** What became of an item. */
export type Scored =
  | {
      readonly kind: 'code';
      readonly verdict: Verdict;
      readonly reason?: VerdictReason | undefined;
      readonly detail?: string | undefined;
      readonly exploited: boolean;
      readonly tests: readonly TestResult[];
    }
  | { readonly kind: 'answer'; readonly answer: string | undefined; readonly correct: boolean };

export interface JudgeHow {
  readonly seed: number;
  readonly inFull: boolean;
  readonly signal: AbortSignal;
}

/** An item that was understood. `settled` where nothing has to run: a classification, an answer without code. */
export interface Prepared {
  readonly task: string;
  readonly mode: Mode;
  readonly settled: Scored | undefined;
  /** Takes a place in the judge: call it only when there is one. */
  judge(how: JudgeHow): Promise<Scored>;
}

/** The service sees suite, strategies and judge only through this. */
export interface Scorer {
  readonly card: Omit<SuiteCard, 'reward'>;
  /** Candidates judged at a time. */
  readonly atOnce: number;
  /** Throws UserMistake for what the request says wrongly, EnvironmentFault where this machine cannot judge the task. */
  prepare(item: ScoreItem): Prepared;
  /** The public view only: neither tests nor references. Throws UserMistake. */
  prompt(task: string, strategy: string): Promise<PublicPrompt>;
  /** Judges something of no account in every place, so that the first request finds them started. */
  warmUp(): Promise<void>;
}
