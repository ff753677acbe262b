import type { AttemptKey } from '../core/attempt.ts';
import type { Manifest } from '../core/run.ts';

/** By weakness, task, then in the order of the study: readers compare answers to one task. */
export function sortAttempts<Of extends { readonly attempt: AttemptKey }>(
  attempts: readonly Of[],
  { study }: Pick<Manifest, 'study'>,
): Of[] {
  // Names are compared once each, not once for every pair of a hundred thousand attempts.
  const { compare } = new Intl.Collator('en', { numeric: true });
  const tasks = placesOf([...new Set(attempts.map(({ attempt }) => attempt.task))].sort(compare));
  const models = placesOf(study.models);
  const ways = placesOf(study.strategies.map(({ mode, strategy }) => `${mode} ${strategy}`));
  const shown = placesOf([undefined, ...[...new Set(attempts.map(({ attempt }) => attempt.shown))].sort()]);
  const samples = attempts.reduce((most, { attempt }) => Math.max(most, attempt.sample + 1), 1);
  // One number for all of it: an unknown name is first, and no study is so large that it would not be exact.
  const keyed = attempts.map((of) => {
    const { task, model, mode, strategy, sample, shown: variant } = of.attempt;
    let key = tasks.get(task) ?? 0;
    key = key * (models.size + 1) + (models.get(model) ?? -1) + 1;
    key = key * (ways.size + 1) + (ways.get(`${mode} ${strategy}`) ?? -1) + 1;
    return { of, key: (key * samples + sample) * shown.size + (shown.get(variant) ?? 0) };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ of }) => of);
}

function placesOf<Value>(values: readonly Value[]): Map<Value, number> {
  return new Map([...new Set(values)].map((value, place) => [value, place]));
}
