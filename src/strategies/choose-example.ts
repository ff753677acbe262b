import { UserMistake } from '../core/errors.ts';
import type { Materials } from '../core/strategy.ts';
import type { Task } from '../core/task.ts';
import { seededOrder } from './seeded-order.ts';

/**
 * The solved task that `one-shot` shows for `task`: one of another family, with its `secure` variant.
 * `tasks` are all of the suite, not a selection: the example must not depend on what else is asked.
 */
export function chooseExample(tasks: readonly Task[], task: Task, seed: number): Materials['example'] {
  const solved = tasks
    .filter((other) => other.definition.family !== task.definition.family)
    .flatMap((other) => {
      const secure = other.variants.find((variant) => variant.name === 'secure');
      return secure === undefined ? [] : [{ problem: other.problem, code: secure.code, task: other.definition.id }];
    });
  const [example] = seededOrder(solved, (other) => other.task, [seed, task.definition.id, 'example']);
  if (example !== undefined) return example;
  throw new UserMistake(`no example for ${task.definition.id}: the suite has no solved task of another family`, {
    hint: 'one-shot needs a suite of at least two families',
  });
}
