import type { Task } from '../core/task.ts';

/** How the tests of a task see what a candidate did; each has its own way of going wrong on a loaded machine. */
export const evidenceKinds = [
  'watched-files',
  'recorded-programs',
  'network',
  'held-system-calls',
  'copied-processes',
  'cost',
  'web',
  'rows',
  'values',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

const signs: Readonly<Record<Exclude<EvidenceKind, 'values'>, RegExp>> = {
  'watched-files': asks('watch'),
  'recorded-programs': asks('programs'),
  network: asks('network'),
  'held-system-calls': asks('system_calls'),
  'copied-processes': new RegExp(`${asks('duplicate').source}|frozen_clock`, 'm'),
  cost: new RegExp(`${asks('cpu').source}|^@exhaustion\\b`, 'm'),
  web: asks('web'),
  rows: /\bsqlite3\b/,
};

/** The kinds of evidence that a task's tests use; `values` when they only look at what comes back. */
export function kindsOf(task: Task): EvidenceKind[] {
  const { functional, security, fixtures } = task.tests;
  const source = [functional, security, fixtures].join('\n');
  const found = evidenceKinds.filter((kind) => kind !== 'values' && signs[kind].test(source));
  return found.length === 0 ? ['values'] : found;
}

/** At most `count` tasks, spread over the kinds of evidence: each time one of the kind that is shown least so far. */
export function spreadOverKinds(tasks: readonly Task[], count: number): Task[] {
  const left = tasks.map((task) => ({ task, kinds: kindsOf(task) }));
  const shown = new Map<EvidenceKind, number>(evidenceKinds.map((kind) => [kind, 0]));
  const chosen: Task[] = [];
  const times = (kind: EvidenceKind) => shown.get(kind) ?? 0;
  while (chosen.length < count && left.length > 0) {
    const offered = evidenceKinds.filter((kind) => left.some(({ kinds }) => kinds.includes(kind)));
    const rarest = offered.toSorted((one, two) => times(one) - times(two))[0];
    const place = left.findIndex(({ kinds }) => rarest !== undefined && kinds.includes(rarest));
    const [next] = left.splice(place, 1);
    if (next === undefined) break;
    chosen.push(next.task);
    for (const kind of next.kinds) shown.set(kind, times(kind) + 1);
  }
  return chosen;
}

/** A function that takes the fixture as a parameter. */
function asks(fixture: string): RegExp {
  return new RegExp(`^def \\w+\\([^)]*\\b${fixture}\\b[^)]*\\)`, 'm');
}
