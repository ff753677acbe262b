import { UserMistake } from './core/errors.ts';
import type { Task, Variant } from './core/task.ts';

/** A reference of a task by its name. Throws UserMistake that tells the names there are. */
export function variantOf(task: Task, name: string): Variant {
  const variant = task.variants.find((one) => one.name === name);
  if (variant) return variant;
  throw new UserMistake(`${task.definition.id} has no variant '${name}'`, {
    hint: `it has ${task.variants.map((one) => one.name).join(', ')}`,
  });
}
