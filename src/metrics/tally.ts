import type { Holds } from './metric.ts';
import { countResults, type Unit } from './unit.ts';

/** How often something was so among the samples of one prompt. */
export interface Tally {
  readonly task: string;
  readonly family: string;
  /** The task's weight in the mean over tasks, above 0; 1 unless weighted by severity. */
  readonly weight: number;
  readonly yes: number;
  readonly no: number;
  readonly unknown: number;
}

/** A tally for each prompt that has a result. `question`: whether it is so of a result; undefined leaves the result out. */
export function tallyUnits<Result extends object>(
  units: readonly Unit<Result>[],
  question: (result: Result) => Holds | undefined,
  weightOf: (unit: Unit<Result>) => number = () => 1,
): Tally[] {
  return units.flatMap((unit) => {
    const counts = { yes: 0, no: 0, unknown: 0 };
    for (const [result, count] of countResults(unit)) {
      const holds = question(result);
      if (holds !== undefined) counts[holds] += count;
    }
    if (counts.yes + counts.no + counts.unknown === 0) return [];
    return [{ task: unit.task, family: unit.family, weight: weightOf(unit), ...counts }];
  });
}

export function sumTallies(tallies: readonly Tally[]): Pick<Tally, 'yes' | 'no' | 'unknown'> {
  const sum = { yes: 0, no: 0, unknown: 0 };
  for (const { yes, no, unknown } of tallies) {
    sum.yes += yes;
    sum.no += no;
    sum.unknown += unknown;
  }
  return sum;
}
