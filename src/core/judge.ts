import type { MachineSpeed } from './machine-speed.ts';
import type { Language, Task } from './task.ts';
import type { Judgement } from './verdict.ts';

/** A candidate handed to a judge. */
export interface Submission {
  readonly task: Task;
  readonly language: Language;
  readonly code: string;
  /** Seed of the payload generators; the suite's own gives comparable scores. */
  readonly seed: number;
  /** Run only the tests with these names (a payload's case: `test_x[id]`); all when absent. */
  readonly only?: readonly string[];
  /** End with the test that decides the verdict: `tests` holds those that ran. */
  readonly untilDecided?: boolean;
  /** Judge by the tests alone whose evidence no model was shown: those not marked `reveal`. */
  readonly unrevealed?: boolean;
  /** Also measure how near each test comes to the limits (`peaks`). */
  readonly measure?: boolean;
  readonly signal?: AbortSignal;
}

/** What was in force while judging, for the manifest. */
export interface JudgeDescription {
  readonly tier: string;
  readonly environment: string;
  readonly limits: Readonly<Record<string, string>>;
  readonly deviations: readonly string[];
  /** Absent where the limits are a task's own, whatever the machine. */
  readonly speed?: MachineSpeed | undefined;
}

/** Runs candidates. A fault of its own makes the judgement `inconclusive`; it throws only when it cannot work at all. */
export interface Judge {
  judge(submission: Submission): Promise<Judgement>;
  describe(): JudgeDescription;
  close(): Promise<void>;
}
