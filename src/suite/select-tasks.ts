import { type CweId, cweFolder } from '../core/cwe.ts';
import { UserMistake } from '../core/errors.ts';
import { nearestMatch } from '../core/nearest-match.ts';
import type { Suite, Task } from '../core/task.ts';

/** `order-search` of `CWE-089/order-search`. */
export function shortName(task: Task): string {
  return task.definition.id.slice(task.definition.id.indexOf('/') + 1);
}

/** The task with this id, or with this short name where only one has it. */
export function findTask(suite: Suite, reference: string): Task {
  const exact = suite.tasks.find((task) => task.definition.id === reference);
  if (exact !== undefined) return exact;
  const named = suite.tasks.filter((task) => shortName(task) === reference);
  const [only] = named;
  if (only !== undefined && named.length === 1) return only;
  if (named.length > 1) {
    const ids = named.map((task) => task.definition.id).join(', ');
    throw new UserMistake(`${reference} is the name of ${named.length} tasks: ${ids}`, { hint: 'give the full id' });
  }
  const ofWeakness = weaknessOf(reference) === undefined ? [] : suite.tasks.filter(matcher(reference));
  const [sole] = ofWeakness;
  if (sole === undefined) throw unknown(suite, reference);
  if (ofWeakness.length === 1) return sole;
  const ids = ofWeakness.map((task) => task.definition.id).join(', ');
  throw new UserMistake(`${reference} is the weakness of ${ofWeakness.length} tasks: ${ids}`, {
    hint: 'give one of them',
  });
}

/**
 * Tasks that match any of the patterns, in the order of the suite; all when there are none. A pattern is an id,
 * a short name, a weakness (`CWE-89`, `89`), or any of them with `*`. One that matches nothing is a mistake.
 */
export function selectTasks(suite: Suite, patterns: readonly string[]): Task[] {
  if (patterns.length === 0) return [...suite.tasks];
  const chosen = new Set<Task>();
  for (const pattern of patterns) {
    const matches = matcher(pattern);
    const found = suite.tasks.filter(matches);
    if (found.length === 0) throw unknown(suite, pattern);
    for (const task of found) chosen.add(task);
  }
  return suite.tasks.filter((task) => chosen.has(task));
}

function matcher(pattern: string): (task: Task) => boolean {
  const weakness = weaknessOf(pattern);
  if (weakness !== undefined) return (task) => cweFolder(task.definition.cwe) === cweFolder(weakness);
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('.*')}$`, 'i');
  return (task) => expression.test(task.definition.id) || expression.test(shortName(task));
}

/** `CWE-89`, `cwe-089` and `89` name the same weakness. */
function weaknessOf(pattern: string): CweId | undefined {
  const digits = /^(?:cwe-)?0*([1-9]\d*)$/i.exec(pattern)?.[1];
  return digits === undefined ? undefined : `CWE-${digits}`;
}

function unknown(suite: Suite, wanted: string): UserMistake {
  const names = suite.tasks.flatMap((task) => [task.definition.id, shortName(task), task.definition.cwe]);
  const near = nearestMatch(wanted, names);
  return new UserMistake(`suite ${suite.name} has no task ${wanted}`, {
    hint: near === undefined ? `see: seceval suite list --suite ${suite.name}` : `did you mean ${near}?`,
  });
}
