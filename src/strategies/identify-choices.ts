import type { CweId } from '../core/cwe.ts';
import { cweName } from '../core/cwe-facts.ts';
import { UserMistake } from '../core/errors.ts';
import type { Materials } from '../core/strategy.ts';
import type { TaskDefinition } from '../core/task.ts';
import { seededOrder } from './seeded-order.ts';

export interface ChoiceSource {
  readonly suite: {
    readonly tasks: readonly { readonly definition: Pick<TaskDefinition, 'cwe'> }[];
    readonly seed: number;
  };
  readonly task: { readonly definition: Pick<TaskDefinition, 'id'> };
  /** In place of the suite's own weaknesses. */
  readonly choices?: readonly CweId[] | undefined;
}

/** The closed list of `identify`, each weakness once, in an order of its own for each task: position tells nothing. */
export function identifyChoices({ suite, task, choices }: ChoiceSource): Materials['choices'] {
  const cwes = choices ?? suite.tasks.map(({ definition }) => definition.cwe);
  const ordered = seededOrder([...new Set(cwes)], (id) => id, [suite.seed, task.definition.id, 'choices']);
  return ordered.map(namedCwe);
}

/** A weakness with the name that MITRE gives it. */
export function namedCwe(id: CweId): Materials['cwe'] {
  const name = cweName(id);
  if (name !== undefined) return { id, name };
  throw new UserMistake(`${id} is not a weakness of MITRE's list`, { hint: 'see https://cwe.mitre.org/data/' });
}
