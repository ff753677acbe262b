import type { Verdict } from './verdict.ts';

/** Counts over the attempts of a run, each counted by its latest result. */
export interface RunTally {
  /** Attempts with a completion. */
  readonly completed: number;
  /** Attempts with a judgement or a classification. */
  readonly done: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly classified: { readonly correct: number; readonly wrong: number };
  /** US dollars spent on this run so far; what came from a cache or a recording cost nothing. */
  readonly costUsd: number;
  /** Paid completions whose price is not known: the true cost is higher than `costUsd`. */
  readonly unknownCosts: number;
}

/** What a progress listener receives after every event. */
export interface RunProgress extends RunTally {
  readonly total: number;
  /** Requests of this session that failed after their retries: their attempts stay open. */
  readonly failed: number;
  /** Attempts done a second, over the latest ones; undefined until two are done. */
  readonly rate: number | undefined;
  readonly secondsLeft: number | undefined;
}

export type ProgressListener = (progress: RunProgress) => void;
