import type { CweId } from '../core/cwe.ts';
import { cweName } from '../core/cwe-facts.ts';
import { UserMistake } from '../core/errors.ts';
import type { Materials } from '../core/strategy.ts';
import { seededOrder } from './seeded-order.ts';

/** The closed list of `identify`, each weakness once, in an order of its own for each task: position tells nothing. */
export function identifyChoices(cwes: Iterable<CweId>, seed: number, taskId: string): Materials['choices'] {
  const ordered = seededOrder([...new Set(cwes)], (id) => id, [seed, taskId, 'choices']);
  return ordered.map(namedCwe);
}

/** A weakness with the name that MITRE gives it. */
export function namedCwe(id: CweId): Materials['cwe'] {
  const name = cweName(id);
  if (name !== undefined) return { id, name };
  throw new UserMistake(`${id} is not a weakness of MITRE's list`, { hint: 'see https://cwe.mitre.org/data/' });
}
