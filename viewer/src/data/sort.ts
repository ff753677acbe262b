import type { Run } from './run.ts';

export const sortNames = ['task', 'outcome', 'strategy', 'model', 'cost', 'cpu'] as const;
export type SortName = (typeof sortNames)[number];

export interface Sort {
  readonly by: SortName;
  readonly down: boolean;
}

/** From the address: `-cost` is by cost, the dearest first. The report's own order, by task, when it names none. */
export function parseSort(text: string | undefined): Sort {
  const down = text?.startsWith('-') === true;
  const name = sortNames.find((known) => known === text?.slice(down ? 1 : 0));
  return { by: name ?? 'task', down: name !== undefined && down };
}

/** In order; equal ones stay as they were, and what is not known comes last either way. */
export function sortAttempts(run: Run, places: Uint32Array, { by, down }: Sort): Uint32Array {
  if (by === 'task') return down ? places.slice().reverse() : places;
  const key = keysOf(run, by);
  const sign = down ? -1 : 1;
  return places.slice().sort((a, b) => {
    const [left, right] = [key[a] ?? Number.NaN, key[b] ?? Number.NaN];
    if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return sign * (left - right) || a - b;
  });
}

function keysOf({ columns }: Run, by: Exclude<SortName, 'task'>): ArrayLike<number> {
  const known = (column: readonly (number | null)[]) => Float64Array.from(column, (value) => value ?? Number.NaN);
  switch (by) {
    case 'outcome':
      return columns.outcome;
    case 'cost':
      return known(columns.costUsd);
    case 'cpu':
      return known(columns.cpuMs);
    default: {
      const names = columns.rows.map((row) => (by === 'model' ? row.model : `${row.mode}/${row.strategy}`));
      const ranks = new Map([...new Set(names)].sort().map((name, rank) => [name, rank]));
      return columns.row.map((place) => ranks.get(names[place] ?? '') ?? 0);
    }
  }
}
