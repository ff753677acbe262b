import { UserMistake } from '../core/errors.ts';
import { nearestMatch } from '../core/nearest-match.ts';
import type { Suite, Task } from '../core/task.ts';
import { allTags } from './study-tags.ts';
import { taskLibraries } from './task-libraries.ts';

export const taskFacets = ['cwe', 'family', 'severity', 'fit', 'library', 'tag'] as const;
export type TaskFacet = (typeof taskFacets)[number];

/** Values of a facet are alternatives; a task has to satisfy every facet that is named. */
export type TaskFilter = { readonly [Facet in TaskFacet]?: readonly string[] | undefined };

/** What stands for the standard library where a task's references import no library. */
export const standardLibrary = 'standard';

/** The values that a task has of a facet. */
export function facetValues(task: Task, facet: TaskFacet, suite: Suite): readonly string[] {
  const { definition } = task;
  switch (facet) {
    case 'cwe':
      return [definition.cwe];
    case 'tag':
      return allTags(definition);
    case 'library': {
      const libraries = taskLibraries(task, suite.environment);
      return libraries.length === 0 ? [standardLibrary] : libraries;
    }
    default:
      return [definition[facet]];
  }
}

/** The tasks that satisfy a filter, in their order. A value that no task of the suite has is a mistake. */
export function filterTasks(tasks: readonly Task[], filter: TaskFilter, suite: Suite): Task[] {
  let left = [...tasks];
  for (const facet of taskFacets) {
    const wanted = filter[facet];
    if (wanted === undefined || wanted.length === 0) continue;
    const known = new Set(suite.tasks.flatMap((task) => facetValues(task, facet, suite)));
    const values = wanted.map((value) => knownValue({ facet, value, known }));
    left = left.filter((task) => facetValues(task, facet, suite).some((value) => values.includes(value)));
  }
  if (left.length > 0) return left;
  throw new UserMistake(`suite ${suite.name} has no task that is all of this`, { hint: 'name fewer filters' });
}

/** How many tasks have each value of a facet, the most frequent first. */
export function countBy(tasks: readonly Task[], facet: TaskFacet, suite: Suite): { value: string; tasks: number }[] {
  const counts = new Map<string, number>();
  for (const value of tasks.flatMap((task) => facetValues(task, facet, suite))) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const order = new Intl.Collator('en', { numeric: true });
  return [...counts]
    .map(([value, tasks]) => ({ value, tasks }))
    .sort((a, b) => b.tasks - a.tasks || order.compare(a.value, b.value));
}

function knownValue({ facet, value, known }: { facet: TaskFacet; value: string; known: ReadonlySet<string> }): string {
  const written = facet === 'cwe' ? value.replace(/^(?:cwe-)?0*([1-9]\d*)$/i, 'CWE-$1') : value.toLowerCase();
  if (known.has(written)) return written;
  const near = nearestMatch(written, [...known]);
  throw new UserMistake(`--${facet} ${value}: no task of the suite has it`, {
    hint: near === undefined ? `see: seceval suite list --by ${facet}` : `did you mean ${near}?`,
  });
}
