import type { CweId } from './cwe.ts';
import { cweParents } from './cwe-facts.ts';

/** Every weakness above this one in the Research Concepts view, the nearest first; without itself. */
export function cweAncestors(id: CweId): readonly CweId[] {
  const found = new Set<CweId>();
  let level: readonly CweId[] = [id];
  while (level.length > 0) {
    const above = [...new Set(level.flatMap(cweParents))].filter((parent) => !found.has(parent) && parent !== id);
    for (const parent of above) found.add(parent);
    level = above;
  }
  return [...found];
}

/** The ten at the top, such as CWE-707 "Improper Neutralization": true of almost anything, so naming one says nothing. */
export function isPillar(id: CweId): boolean {
  return cweParents(id).length === 0;
}

/**
 * Whether two weaknesses are of one line: equal, or one a kind of the other. A pillar is only of the line of itself,
 * unless it is the `known` one: then each of its kinds is of its line.
 */
export function sameLineage(known: CweId, named: CweId): boolean {
  if (known === named) return true;
  if (cweAncestors(named).includes(known)) return true;
  return !isPillar(named) && cweAncestors(known).includes(named);
}
