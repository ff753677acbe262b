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

export type Counted<Result> = readonly (readonly [result: Result, count: number])[];

/** By list of results, which nobody changes once it is measured: some thirty figures ask for the same counts. */
const counted = new WeakMap<readonly unknown[], Counted<object>>();

/** The results of a prompt, equal ones once with how many they are, where they are stored as one object. */
export function countResults<Result extends object>(unit: Unit<Result>): Counted<Result> {
  const known = counted.get(unit.results);
  // What is stored under a list was made of its own results.
  if (known !== undefined) return known as Counted<Result>;
  const counts = new Map<Result, number>();
  for (const result of unit.results) if (result !== undefined) counts.set(result, (counts.get(result) ?? 0) + 1);
  const made = [...counts];
  counted.set(unit.results, made);
  return made;
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
