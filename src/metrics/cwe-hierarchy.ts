import { cweParents } from '../core/cwe-facts.ts';
import type { Confusion } from './answer-table.ts';
import type { TableFigure } from './table-figures.ts';

/** How wrong answers lie to the truth in MITRE's Research Concepts view. */
export interface NearMisses {
  /** A more general name for it. */
  readonly ancestor: number;
  /** A special case of it. */
  readonly descendant: number;
  /** Another child of one of its parents. */
  readonly sibling: number;
  /** Further off, or no weakness of the view. */
  readonly unrelated: number;
}

const lines = new Map<string, ReadonlySet<string>>();

/** A weakness and all that it is a special case of. What MITRE's list does not have stands alone. */
function lineOf(name: string): ReadonlySet<string> {
  const known = lines.get(name);
  if (known !== undefined) return known;
  const line = new Set([name]);
  for (const parent of cweParents(name)) for (const above of lineOf(parent)) line.add(above);
  lines.set(name, line);
  return line;
}

interface Overlap {
  readonly shared: number;
  readonly named: number;
  readonly true: number;
}

function overlapOf(table: readonly Confusion[]): Overlap {
  const sum = { shared: 0, named: 0, true: 0 };
  for (const { truth, answer, count } of table) {
    const [ofTruth, ofAnswer] = [lineOf(truth), answer === undefined ? new Set<string>() : lineOf(answer)];
    sum.shared += count * [...ofAnswer].filter((name) => ofTruth.has(name)).length;
    sum.named += count * ofAnswer.size;
    sum.true += count * ofTruth.size;
  }
  return sum;
}

/**
 * Precision, recall and F1 with credit for being near (Kiritchenko et al., Canadian AI 2006): truth and answer count
 * together with all their ancestors, so that a parent of the truth has full precision and less recall.
 */
export const hierarchyFigures = {
  'hierarchical-precision': ratio(({ shared, named }) => shared / named, 'no answer could be read'),
  'hierarchical-recall': ratio((overlap) => overlap.shared / overlap.true, 'no code was shown'),
  'hierarchical-f1': ratio((overlap) => (2 * overlap.shared) / (overlap.named + overlap.true), 'no code was shown'),
} satisfies Record<string, TableFigure>;

function ratio(of: (overlap: Overlap) => number, whenUndefined: string): TableFigure {
  return { of: (table) => of(overlapOf(table)), whenUndefined };
}

export function nearMisses(table: readonly Confusion[]): NearMisses {
  const misses = { ancestor: 0, descendant: 0, sibling: 0, unrelated: 0 };
  for (const { truth, answer, count } of table) {
    if (answer !== undefined && answer !== truth) misses[relation(truth, answer)] += count;
  }
  return misses;
}

function relation(truth: string, answer: string): keyof NearMisses {
  if (lineOf(truth).has(answer)) return 'ancestor';
  if (lineOf(answer).has(truth)) return 'descendant';
  const parents = cweParents(truth);
  return cweParents(answer).some((parent) => parents.includes(parent)) ? 'sibling' : 'unrelated';
}
