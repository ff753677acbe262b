import type { ForeignTask } from './foreign-task.ts';

/**
 * From this share of common words on, two records are variations of one: the threshold at which SecCodePLT's 885 executable
 * records fall into about 130 groups.
 */
const alike = 0.6;

/** A family for each record: records that are alike share one, so that statistics do not count variations as tasks. */
export function findFamilies(tasks: readonly ForeignTask[]): Map<ForeignTask, string> {
  const words = new Map(tasks.map((task) => [task, wordsOf(task)]));
  const leader = new Map<ForeignTask, ForeignTask>();
  const leaders: ForeignTask[] = [];
  for (const task of tasks) {
    const like = leaders.filter((other) => other.cwe === task.cwe && share(words.get(task), words.get(other)) >= alike);
    const [first] = like;
    leader.set(task, first === undefined ? task : (leader.get(first) ?? first));
    // Every member recruits, so that a chain of variations stays together.
    leaders.push(task);
  }
  return new Map(tasks.map((task) => [task, familyName(leader.get(task) ?? task)]));
}

function familyName({ cwe, name }: ForeignTask): string {
  return `${cwe.toLowerCase()}-${name}`;
}

function wordsOf({ problem, secure, insecure }: ForeignTask): ReadonlySet<string> {
  return new Set(`${problem}\n${secure ?? insecure ?? ''}`.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []);
}

/** Jaccard index of two sets of words. */
function share(one: ReadonlySet<string> = new Set(), other: ReadonlySet<string> = new Set()): number {
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  const all = one.size + other.size - common;
  return all === 0 ? 0 : common / all;
}

export function countFamilies(tasks: readonly ForeignTask[]): number {
  return new Set(findFamilies(tasks).values()).size;
}
