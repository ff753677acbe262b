import { holm } from '../metrics/holm.ts';
import { type CompareRequest, type Comparison, compareSides, type Side } from './compare-rows.ts';

/** One model with one strategy: on tasks with other names against the same tasks as they are. */
export interface VariedComparison extends Omit<Comparison, 'baseline' | 'other'> {
  readonly name: string;
}

/** Pairs what asked the same in both runs, task by task; p-values are adjusted by Holm over all of them. */
export function compareVaried(
  original: readonly Side[],
  varied: readonly Side[],
  request: Omit<CompareRequest, 'against'>,
): VariedComparison[] {
  const compared = original.flatMap((side) => {
    const other = varied.find(({ name, mode }) => name === side.name && mode === side.mode);
    return other === undefined ? [] : compareSides([{ first: side, second: other }], request);
  });
  const tested = compared.filter(({ inference }) => inference !== undefined);
  const adjusted = holm(tested.map(({ inference }) => inference?.pValue ?? 1));
  return compared.map(({ baseline, other: _other, ...one }) => ({
    ...one,
    name: baseline,
    adjusted:
      one.inference === undefined ? undefined : adjusted[tested.findIndex((each) => each.baseline === baseline)],
  }));
}
