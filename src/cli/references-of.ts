import type { Suite } from '../core/task.ts';
import type { References } from '../report/page/page-data.ts';

/** The code of a task's references by variant; nothing where the suite, or the task in it, is not known. */
export function referencesOf(suite: Suite | undefined): (task: string) => References {
  const tasks = new Map((suite?.tasks ?? []).map((task) => [task.definition.id, task]));
  return (task) => Object.fromEntries((tasks.get(task)?.variants ?? []).map(({ name, code }) => [name, code]));
}
