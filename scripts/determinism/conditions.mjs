// Under what the same candidates are judged again.

/** `load`: busy loops beside the judge. The first condition comes first, so that differences are told against a quiet machine. */
export const nightly = {
  tasks: 30,
  times: 20,
  conditions: [
    { name: 'idle', workers: 1, load: 0 },
    { name: '8 busy loops', workers: 4, load: 8 },
    { name: '2 workers', workers: 2, load: 0 },
    { name: '4 workers', workers: 4, load: 0 },
    { name: '8 workers', workers: 8, load: 0 },
  ],
};

/** What `npm test` has time for: as far as each condition gets in its seconds, every kind of evidence first. */
export const short = {
  tasks: 9,
  times: 3,
  secondsEach: 8,
  conditions: [
    { name: 'idle', workers: 2, load: 0 },
    { name: '8 busy loops', workers: 4, load: 8 },
    { name: '8 workers', workers: 8, load: 0 },
  ],
};

/** Every variant of every task once, then all again: a form that is cut short has still seen each of them. */
export function jobsOf(tasks, times) {
  const round = interleave(tasks.map((task) => task.variants.map((variant) => ({ task, variant }))));
  return Array.from({ length: times }, (_, repetition) =>
    round.map(({ task, variant }) => ({ task, variant, id: `${task.definition.id}/${variant.name}#${repetition}` })),
  ).flat();
}

/** The repetitions one by one: each is judged in every condition before the next, so that a stop leaves all conditions seen. */
export function roundsOf(jobs, times) {
  const size = jobs.length / times;
  return Array.from({ length: times }, (_, repetition) => jobs.slice(repetition * size, (repetition + 1) * size));
}

/** The first of each list, then the second of each: neighbours are of different tasks. */
function interleave(lists) {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list.slice(place, place + 1))).flat();
}
