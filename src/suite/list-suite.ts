import type { Suite, Task, TaskDefinition } from '../core/task.ts';
import { allTags } from './study-tags.ts';
import { taskLibraries } from './task-libraries.ts';

export interface TaskListing
  extends Pick<
    TaskDefinition,
    'id' | 'title' | 'cwe' | 'labels' | 'tags' | 'severity' | 'fit' | 'family' | 'languages' | 'requires'
  > {
  /** Import names of the environment's libraries that the main references use. */
  readonly libraries: readonly string[];
}

/** What `suite list --json` prints of each task: a contract, fields are added but not changed. */
export function listTasks(tasks: readonly Task[], suite: Suite): TaskListing[] {
  return tasks.map((task) => listTask(task, suite));
}

function listTask(task: Task, suite: Suite): TaskListing {
  const { definition } = task;
  return {
    id: definition.id,
    title: definition.title,
    cwe: definition.cwe,
    labels: definition.labels,
    tags: allTags(definition),
    severity: definition.severity,
    fit: definition.fit,
    family: definition.family,
    languages: definition.languages,
    requires: definition.requires,
    libraries: taskLibraries(task, suite.environment),
  };
}
