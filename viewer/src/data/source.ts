import type { AttemptTexts, PageData, References } from '../../../src/report/page/page-data.ts';
import type { Run } from './run.ts';

/** What the list of runs says of one. */
export interface RunEntry {
  readonly id: string;
  readonly createdAt: string;
  readonly models: readonly string[];
  readonly strategies: readonly string[];
  readonly tasks: number;
  readonly suite: string;
  readonly live: boolean;
  readonly fault?: string;
}

export interface LoadedRun {
  readonly data: PageData;
  /** Names this state of the run; `loadRun` that knows it answers undefined while nothing has changed. */
  readonly version: string;
  /** It is still being written. */
  readonly live: boolean;
}

/** The long texts of an attempt, and what its code can be compared with. */
export interface OpenedAttempt {
  readonly texts: AttemptTexts;
  readonly references: References;
}

export interface SearchStep {
  /** Ids of attempts whose long texts hold what is looked for. */
  readonly found: readonly string[];
  /** Share searched so far, 0 to 1. */
  readonly done: number;
}

export interface LoadRunOptions {
  /** The version that is at hand. */
  readonly known?: string | undefined;
  /** Told the share of the log that has been read, 0 to 1, while that is not all. */
  readonly onReading?: (share: number) => void;
}

/** Where runs come from: the page itself, or the server of `seceval view`. */
export interface Source {
  /** Undefined where there is only the run of the page. */
  readonly listRuns: (() => Promise<readonly RunEntry[]>) | undefined;
  loadRun(id: string, asking?: LoadRunOptions): Promise<LoadedRun | undefined>;
  /** Undefined where the texts found no room in the page. */
  openAttempt(run: Run, place: number): Promise<OpenedAttempt | undefined>;
  search(run: Run, query: string, signal: AbortSignal): AsyncIterable<SearchStep>;
}
