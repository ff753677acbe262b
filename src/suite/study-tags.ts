import type { CweId } from '../core/cwe.ts';
import type { TaskDefinition } from '../core/task.ts';

/** CodeSecEval's 44 types: 47 numbers, since four of authentication and access are one type there (arXiv 2407.02395). */
const codeSecEval = [
  ...[20, 22, 77, 78, 79, 80, 89, 94, 95, 113, 116, 125, 193, 209, 252, 259, 269, 276, 283, 287, 295, 306, 326, 327],
  ...[329, 347, 367, 377, 379, 434, 454, 477, 502, 521, 595, 601, 611, 641, 703, 730, 732, 776, 787, 827, 835],
  ...[862, 863],
];

/** SecuCoGen's 21: the 2023 Top 25 without 119, 190, 416 and 476 (arXiv 2310.16263, Table 1). */
const secuCoGen = [20, 22, 77, 78, 79, 89, 94, 125, 269, 276, 287, 306, 352, 362, 434, 502, 787, 798, 862, 863, 918];

const studies: Readonly<Record<string, ReadonlySet<CweId>>> = {
  'codeseceval-44': new Set(codeSecEval.map((number): CweId => `CWE-${number}`)),
  'secucogen-21': new Set(secuCoGen.map((number): CweId => `CWE-${number}`)),
};

/**
 * The tags of a task, and the studies in whose list its weakness stands. A weakness that a study knows by a number which
 * the catalogue has retired (730) carries the study's tag in `task.yaml`.
 */
export function allTags({ cwe, tags }: Pick<TaskDefinition, 'cwe' | 'tags'>): string[] {
  const found = Object.entries(studies).filter(([name, list]) => list.has(cwe) && !tags.includes(name));
  return [...tags, ...found.map(([name]) => name)];
}
