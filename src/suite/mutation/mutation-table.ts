import { type MutantFate, mutantFates } from './mutant.ts';
import type { StoredMutants } from './stored-mutants.ts';

/** One line of the mutation table: of an operator, of a task, or of all. */
export interface MutationRow extends Readonly<Record<MutantFate, number>> {
  readonly name: string;
  /** Survivors that somebody has read: no weaker than the reference. */
  readonly equivalent: number;
  /** Survivors that somebody has read: a fault, but not of the weakness that the task is about. */
  readonly elsewhere: number;
}

export interface MutationTable {
  readonly operators: readonly MutationRow[];
  readonly tasks: readonly MutationRow[];
  readonly all: MutationRow;
}

type Counted = { -readonly [Key in keyof MutationRow]: MutationRow[Key] };

export function mutationTable(
  tasks: readonly { readonly task: string; readonly stored: StoredMutants }[],
): MutationTable {
  const operators = new Map<string, Counted>();
  const all = emptyRow('all');
  const rows: MutationRow[] = [];
  for (const { task, stored } of tasks) {
    const row = emptyRow(task);
    const rowOf = (operator: string): Counted => {
      const found = operators.get(operator) ?? emptyRow(operator);
      operators.set(operator, found);
      return found;
    };
    for (const [operator, counts] of Object.entries(stored.counts)) {
      for (const target of [rowOf(operator), row, all]) {
        for (const fate of mutantFates) target[fate] += counts[fate] ?? 0;
      }
    }
    for (const mutant of stored.mutants) {
      if (mutant.verdict !== 'secure' || mutant.kind === '' || mutant.kind === 'open') continue;
      for (const target of [rowOf(mutant.operator), row, all]) target[mutant.kind] += 1;
    }
    rows.push(row);
  }
  const byName = [...operators.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { operators: byName, tasks: rows, all };
}

/** The share that the tests reject, of all mutants that keep the function. */
export function rejectedOfAll({ vulnerable, secure }: MutationRow): number | undefined {
  return vulnerable + secure === 0 ? undefined : vulnerable / (vulnerable + secure);
}

/** The same of those alone that have more of the task's weakness than their reference. */
export function rejectedOfWeaker({ vulnerable, secure, equivalent, elsewhere }: MutationRow): number | undefined {
  const weaker = vulnerable + secure - equivalent - elsewhere;
  return weaker === 0 ? undefined : vulnerable / weaker;
}

function emptyRow(name: string): Counted {
  return { name, vulnerable: 0, secure: 0, equivalent: 0, elsewhere: 0, unstable: 0, broken: 0, invalid: 0 };
}
