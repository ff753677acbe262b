import type { Severity } from '../core/task.ts';

/** The samples of one prompt: of a task in `generate`, of a task with one variant shown in `repair` and `classify`. */
export interface Unit<Result> {
  readonly task: string;
  readonly family: string;
  /** The weakness of the task. */
  readonly cwe: string;
  readonly severity: Severity;
  /** The variant that was shown; empty in `generate`. */
  readonly shown: string;
  /** By sample index; undefined where an attempt has no result yet. */
  readonly results: readonly (Result | undefined)[];
}

export function resultsOf<Result extends object>({ results }: Unit<Result>): Result[] {
  return results.filter((result) => result !== undefined);
}

/** How many tasks and families some units are of. */
export function extentOf(units: readonly Pick<Unit<unknown>, 'task' | 'family'>[]): {
  readonly tasks: number;
  readonly families: number;
} {
  return {
    tasks: new Set(units.map(({ task }) => task)).size,
    families: new Set(units.map(({ family }) => family)).size,
  };
}
