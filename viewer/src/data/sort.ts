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
  const { columns } = run;
  switch (by) {
    case 'task':
      return down ? places.slice().reverse() : places;
    case 'outcome':
      return sortByRank(places, { ranks: columns.outcome, down });
    case 'cost':
      return sortByValue(places, { values: columns.costUsd, down });
    case 'cpu':
      return sortByValue(places, { values: columns.cpuMs, down });
    default: {
      const names = columns.rows.map((row) => (by === 'model' ? row.model : `${row.mode}/${row.strategy}`));
      const order = [...new Set(names)].sort();
      const rankOf = names.map((name) => order.indexOf(name));
      return sortByRank(places, { ranks: columns.row.map((row) => rankOf[row] ?? 0), down });
    }
  }
}

interface Ranked {
  /** Of every attempt: few whole numbers from 0. */
  readonly ranks: readonly number[];
  readonly down: boolean;
}

/** A bucket for each rank: many times faster than comparing where a hundred thousand attempts share ten ranks. */
function sortByRank(places: Uint32Array, { ranks, down }: Ranked): Uint32Array {
  const counts: number[] = [];
  for (const place of places) {
    const rank = ranks[place] ?? 0;
    counts[rank] = (counts[rank] ?? 0) + 1;
  }
  const starts: number[] = [];
  let next = 0;
  for (let step = 0; step < counts.length; step++) {
    const rank = down ? counts.length - 1 - step : step;
    starts[rank] = next;
    next += counts[rank] ?? 0;
  }
  const sorted = new Uint32Array(places.length);
  for (const place of places) {
    const rank = ranks[place] ?? 0;
    const at = starts[rank] ?? 0;
    sorted[at] = place;
    starts[rank] = at + 1;
  }
  return sorted;
}

interface Valued {
  readonly values: readonly (number | null)[];
  readonly down: boolean;
}

function sortByValue(places: Uint32Array, { values, down }: Valued): Uint32Array {
  const key = Float64Array.from(values, (value) => value ?? Number.NaN);
  const sign = down ? -1 : 1;
  return places.slice().sort((a, b) => {
    const [left, right] = [key[a] ?? Number.NaN, key[b] ?? Number.NaN];
    if (Number.isNaN(left) || Number.isNaN(right)) {
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right)) || a - b;
    }
    return sign * (left - right) || a - b;
  });
}
