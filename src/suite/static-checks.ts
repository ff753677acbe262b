import type { Task } from '../core/task.ts';
import type { Finding, StaticCheck } from './static-checks/finding.ts';
import { checkHiddenSpecification } from './static-checks/hidden-specification.ts';
import { checkNearDuplicates } from './static-checks/near-duplicates.ts';
import { checkAnswersGivenAway, checkLengths, checkProblemWords } from './static-checks/prose-checks.ts';
import { checkEntryPoints, checkTellingReferences, checkVariants } from './static-checks/reference-checks.ts';
import { checkUnwritten } from './static-checks/unwritten.ts';
import { varyFaults } from './vary-suite.ts';

export interface StaticFinding {
  readonly task: string;
  readonly check: StaticCheck;
  readonly detail: string;
}

const checks: readonly ((task: Task) => Finding[])[] = [
  checkUnwritten,
  checkLengths,
  checkProblemWords,
  checkAnswersGivenAway,
  checkHiddenSpecification,
  checkVariants,
  checkEntryPoints,
  checkTellingReferences,
  (task) => varyFaults(task).map((detail) => ({ check: 'vary', detail })),
];

/**
 * The parts of a task's proof that run nothing: what is wrong with its prose, its tests' wording and its references, and
 * whether it is another task of its suite once more.
 */
export function staticFindings(task: Task, suite: readonly Task[]): StaticFinding[] {
  const found = [...checks.flatMap((check) => check(task)), ...checkNearDuplicates(task, suite)];
  const all = found.map((finding) => ({ task: task.definition.id, ...finding }));
  const unwritten = all.filter(({ check }) => check === 'unwritten');
  // Whatever else does not hold of a task that is still being written is no news.
  return unwritten.length > 0 ? unwritten : all;
}
