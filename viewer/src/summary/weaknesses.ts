import { shortCweName } from '../../../src/report/select-rows.ts';
import type { Run, TaskFacts } from '../data/run.ts';

/** Of a run with more tasks than this, the rows of tasks are drawn when their weakness is opened. */
const mostDrawn = 150;

export interface Weakness {
  readonly cwe: string;
  /** Short. */
  readonly name: string;
  readonly tasks: readonly (TaskFacts & { readonly place: number })[];
  /** Its tasks are out of sight until they are asked for. */
  readonly folded: boolean;
}

/** The weaknesses of a run with their tasks, by the tasks' places in the document. */
export function weaknessesOf({ document: { perCwe, perTask } }: Run): Weakness[] {
  const tasks = new Map(perCwe.map(({ cwe }) => [cwe, [] as (TaskFacts & { place: number })[]]));
  for (const [place, task] of perTask.entries()) tasks.get(task.cwe)?.push({ ...task, place });
  return perCwe.map((weakness) => ({
    cwe: weakness.cwe,
    name: shortCweName(weakness),
    tasks: tasks.get(weakness.cwe) ?? [],
    folded: perTask.length > mostDrawn,
  }));
}
