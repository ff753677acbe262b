import type { Study } from '../core/run.ts';
import {
  type ComparedMetric,
  type Comparison,
  compareSides,
  type Side,
  sidesOf,
  widestMetric,
} from './compare-rows.ts';
import type { Prompt } from './prompt-fold.ts';

/** What a strategy gains over `direct` of the same model and mode, on the tasks that both did. */
export interface Gain extends Omit<Comparison, 'baseline' | 'other'> {
  readonly model: string;
  readonly strategy: string;
  /** `secure-pass@1`, or the narrower one that the run's verdicts can tell of. */
  readonly metric: ComparedMetric;
  /** Both sides are judged by the tests alone whose evidence the strategy did not show. */
  readonly unrevealed: boolean;
}

interface GainsRequest {
  readonly study: Study;
  readonly family: (task: string) => string;
}

const plain = 'direct';

/** Ranked, the greatest gain first, for each model and mode; p-values adjusted by Holm's method over all of them. Empty without `direct`. */
export function gainsOf(prompts: readonly Prompt[], { study, family }: GainsRequest): Gain[] {
  const shown = new Set(
    study.strategies.filter((one) => one.unrevealed).map(({ mode, strategy }) => `${mode}/${strategy}`),
  );
  const sides = sidesOf(prompts, ({ model, mode, strategy }) => JSON.stringify([model, mode, strategy])).map((side) => {
    const [first] = side.prompts;
    return { ...side, unrevealed: first !== undefined && shown.has(`${first.mode}/${first.strategy}`) };
  });
  const pairs = sides.flatMap((side) => {
    const baseline = strategyOf(side) === plain ? undefined : sides.find((other) => isPlainOf(other, side));
    return baseline === undefined ? [] : [{ first: baseline, second: side }];
  });
  const metric = widestMetric(prompts);
  const compared = compareSides(pairs, { metric, family });
  return compared
    .map(({ baseline: _baseline, other, ...rest }, index): Gain => {
      const [model = '', , strategy = '']: string[] = JSON.parse(other);
      return { model, strategy, metric, unrevealed: pairs[index]?.second.unrevealed ?? false, ...rest };
    })
    .sort((a, b) => order(a, b, study) || b.difference - a.difference);
}

function isPlainOf(other: Side, side: Side): boolean {
  return other.mode === side.mode && strategyOf(other) === plain && other.prompts[0]?.model === side.prompts[0]?.model;
}

function strategyOf({ prompts }: Side): string | undefined {
  return prompts[0]?.strategy;
}

function order(a: Gain, b: Gain, { models }: Study): number {
  return models.indexOf(a.model) - models.indexOf(b.model) || a.mode.localeCompare(b.mode, 'en');
}
