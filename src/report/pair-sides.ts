import type { Side, SidePair } from './compare-rows.ts';

export interface PairedSides {
  readonly pairs: readonly SidePair[];
  /** The side of each mode that all others of it are compared with, where it was not asked for by name. */
  readonly chosen: readonly string[];
  /** Sides that stand in no pair, with the reason. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

export interface PairRequest {
  /** Compare the others of its mode with this side only. */
  readonly against?: Side | undefined;
  /** Every pair, however many: Holm's method asks more of each. */
  readonly allPairs?: boolean;
}

/** With more sides of a mode than this, a table of every pair is one that nobody reads and that hides what is real. */
const mostForAllPairs = 5;

/** Which sides are compared with which: only those of one mode ask the same question. */
export function pairSides(sides: readonly Side[], { against, allPairs = false }: PairRequest): PairedSides {
  if (against !== undefined) {
    const others = sides.filter((side) => side !== against && side.mode === against.mode);
    return {
      pairs: others.map((second) => ({ first: against, second })),
      chosen: [],
      leftOut: sides
        .filter(({ mode }) => mode !== against.mode)
        .map(({ name, mode }) => ({ name, reason: `${mode} is not compared with ${against.mode}` })),
    };
  }
  const parts = [...new Set(sides.map(({ mode }) => mode))].map((mode) => {
    const own = sides.filter((side) => side.mode === mode);
    const [first] = own;
    const only = own.length === 1 ? first : undefined;
    const baseline = !allPairs && own.length > mostForAllPairs ? first : undefined;
    const pairs = own.flatMap((one, index) =>
      baseline === undefined || baseline === one
        ? own.slice(index + 1).map((second): SidePair => ({ first: one, second }))
        : [],
    );
    const reason = `it is the only side of the mode ${mode}`;
    return { pairs, baseline, leftOut: only === undefined ? [] : [{ name: only.name, reason }] };
  });
  return {
    pairs: parts.flatMap(({ pairs }) => pairs),
    chosen: parts.flatMap(({ baseline }) => (baseline === undefined ? [] : [baseline.name])),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
  };
}
