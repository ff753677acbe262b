import type { Task } from '../../core/task.ts';
import type { Finding } from './finding.ts';
import { pythonTokens } from './python-tokens.ts';

const shingleLength = 5;

/**
 * The share of common five-token shingles from which on two texts count as one. A text keeps this share when one word in
 * five is replaced. Tasks written each for itself lie far below: of all pairs of the core suite the highest is 0.14 (two
 * problems that speak of accounts), the next 0.06, the median 0.00 for problems and 0.005 for tests.
 */
const nearDuplicate = 0.2;

interface Similarity {
  readonly task: string;
  readonly other: string;
  readonly part: 'problem' | 'tests';
  /** Jaccard index of the two sets of shingles, 0 to 1. */
  readonly jaccard: number;
}

/** No task is another one with changed words: it would count twice and show nothing new. */
export function checkNearDuplicates(task: Task, suite: readonly Task[]): Finding[] {
  return suite
    .filter((other) => other !== task)
    .flatMap((other) => compare(task, other))
    .filter(({ jaccard }) => jaccard >= nearDuplicate)
    .map(({ other, part, jaccard }) => ({
      check: 'near-duplicate',
      detail: `its ${part} and those of ${other} have ${Math.round(jaccard * 100)} % of their five-token shingles in common`,
    }));
}

function compare(task: Task, other: Task): Similarity[] {
  const parts = ['problem', 'tests'] as const;
  return parts.map((part) => ({
    task: task.definition.id,
    other: other.definition.id,
    part,
    jaccard: jaccard(shinglesOf(task)[part], shinglesOf(other)[part]),
  }));
}

interface Shingles {
  readonly problem: ReadonlySet<string>;
  readonly tests: ReadonlySet<string>;
}

const known = new WeakMap<Task, Shingles>();

function shinglesOf(task: Task): Shingles {
  const found = known.get(task);
  if (found) return found;
  const { functional, security, fixtures } = task.tests;
  const made = {
    problem: shingles(task.problem.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []),
    tests: shingles([functional, security, fixtures, task.inProcess?.test ?? ''].flatMap(wordsOfCode)),
  };
  known.set(task, made);
  return made;
}

function wordsOfCode(source: string): string[] {
  return pythonTokens(source).flatMap((token) => {
    if (token.type === 'end' || token.type === 'comment') return [];
    return token.type === 'string' ? token.pieces.map((piece) => JSON.stringify(piece)) : [token.text];
  });
}

function shingles(words: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (let start = 0; start + shingleLength <= words.length; start++) {
    found.add(words.slice(start, start + shingleLength).join(' '));
  }
  return found;
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let common = 0;
  for (const shingle of small) if (large.has(shingle)) common += 1;
  const all = one.size + other.size - common;
  return all === 0 ? 0 : common / all;
}
