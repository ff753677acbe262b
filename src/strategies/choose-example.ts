import { UserMistake } from '../core/errors.ts';
import type { Materials } from '../core/strategy.ts';
import type { Task } from '../core/task.ts';
import { seededOrder } from './seeded-order.ts';

/** How many solved tasks `few-shot` shows. */
const shots = 3;

/**
 * The solved task that `one-shot` shows for `task`: one of another family, with its `secure` variant.
 * `tasks` are all of the suite, not a selection: the example must not depend on what else is asked.
 */
export function chooseExample(tasks: readonly Task[], task: Task, seed: number): Materials['example'] {
  const [example] = inOrder(tasks, task, { seed, purpose: 'example' }).flatMap(solved);
  return example ?? lacksExample(task);
}

/** The solved tasks that `few-shot` shows: three, each of a family of its own; fewer where the suite has no more. */
export function chooseExamples(tasks: readonly Task[], task: Task, seed: number): Materials['examples'] {
  const families = new Set<string>();
  const examples: Materials['example'][] = [];
  for (const other of inOrder(tasks, task, { seed, purpose: 'example' })) {
    const [example] = families.has(other.definition.family) ? [] : solved(other);
    if (example === undefined || examples.length === shots) continue;
    families.add(other.definition.family);
    examples.push(example);
  }
  return examples.length > 0 ? examples : lacksExample(task);
}

/** The insecurely solved task that `contrast` shows, with its explanation. */
export function chooseContrast(tasks: readonly Task[], task: Task, seed: number): Materials['contrast'] {
  const [contrast] = inOrder(tasks, task, { seed, purpose: 'contrast' }).flatMap((other) =>
    variantOf(other, 'insecure').map((example) => ({ ...example, explanation: other.explanation })),
  );
  return contrast ?? lacksExample(task);
}

/** Tasks of other families in an order of this task's own. */
function inOrder(
  tasks: readonly Task[],
  task: Task,
  { seed, purpose }: { readonly seed: number; readonly purpose: string },
): readonly Task[] {
  const others = tasks.filter((other) => other.definition.family !== task.definition.family);
  return seededOrder(others, (other) => other.definition.id, [seed, task.definition.id, purpose]);
}

function solved(other: Task): Materials['example'][] {
  return variantOf(other, 'secure');
}

function variantOf(other: Task, name: string): Materials['example'][] {
  const variant = other.variants.find((one) => one.name === name);
  return variant === undefined ? [] : [{ problem: other.problem, code: variant.code, task: other.definition.id }];
}

function lacksExample(task: Task): never {
  throw new UserMistake(`no example for ${task.definition.id}: the suite has no solved task of another family`, {
    hint: 'strategies that show examples need a suite of at least two families',
  });
}
