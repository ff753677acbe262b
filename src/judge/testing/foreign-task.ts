import { type InProcessTests, type Task, taskDefinitionSchema } from '../../core/task.ts';
import { inlineTask } from './inline-task.ts';

export interface ForeignParts extends Partial<InProcessTests> {
  readonly test: string;
  readonly scope?: 'full' | 'joint' | 'function';
  readonly form?: 'check' | 'cases';
  readonly exhaustion?: boolean;
}

/** A task with the entry point `answer`, whose tests share the candidate's process. */
export function foreignTask(parts: ForeignParts): Task {
  const { test, scope = 'joint', form = 'check', exhaustion = false, prelude = '', files = {} } = parts;
  const task = inlineTask({ limits: { 'cpu-seconds': 1, 'wall-seconds': 5 } });
  const definition = taskDefinitionSchema.parse({
    ...task.definition,
    oracle: 'in-process',
    'in-process': { scope, form, 'module-name': '__main__', exhaustion },
  });
  return { ...task, definition, inProcess: { prelude, test, files } };
}
