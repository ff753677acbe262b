import type { Suite, TaskDefinition } from '../core/task.ts';

export type TaskListing = Pick<
  TaskDefinition,
  'id' | 'title' | 'cwe' | 'labels' | 'tags' | 'severity' | 'fit' | 'family' | 'languages' | 'requires'
>;

/** What `suite list --json` prints of each task: a contract, fields are added but not changed. */
export function listSuite(suite: Suite): TaskListing[] {
  return suite.tasks.map(({ definition }) => ({
    id: definition.id,
    title: definition.title,
    cwe: definition.cwe,
    labels: definition.labels,
    tags: definition.tags,
    severity: definition.severity,
    fit: definition.fit,
    family: definition.family,
    languages: definition.languages,
    requires: definition.requires,
  }));
}
