import type { Manifest } from '../core/run.ts';
import type { AttemptState } from '../core/run-state.ts';

/** By weakness, task, then in the order of the study: readers compare answers to one task. */
export function sortAttempts(attempts: readonly AttemptState[], { study }: Pick<Manifest, 'study'>): AttemptState[] {
  // Names are compared once each, not once for every pair of a hundred thousand attempts.
  const { compare } = new Intl.Collator('en', { numeric: true });
  const tasks = placesOf([...new Set(attempts.map(({ attempt }) => attempt.task))].sort(compare));
  const models = placesOf(study.models);
  const ways = placesOf(study.strategies.map(({ mode, strategy }) => JSON.stringify([mode, strategy])));
  const shown = placesOf([undefined, ...[...new Set(attempts.map(({ attempt }) => attempt.shown))].sort()]);
  const keyed = attempts.map((state) => {
    const { task, model, mode, strategy, sample, shown: variant } = state.attempt;
    const way = ways.get(JSON.stringify([mode, strategy])) ?? -1;
    return { state, key: [tasks.get(task) ?? -1, models.get(model) ?? -1, way, sample, shown.get(variant) ?? -1] };
  });
  return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({ state }) => state);
}

function placesOf<Value>(values: readonly Value[]): Map<Value, number> {
  return new Map([...new Set(values)].map((value, place) => [value, place]));
}

function compareKeys(left: readonly number[], right: readonly number[]): number {
  for (let place = 0; place < left.length; place++) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
