import type { Task } from '../core/task.ts';
import type { Finding, StaticCheck } from './static-checks/finding.ts';
import { checkHiddenSpecification } from './static-checks/hidden-specification.ts';
import { checkAnswersGivenAway, checkLengths, checkProblemWords } from './static-checks/prose-checks.ts';
import { checkEntryPoints, checkTellingReferences, checkVariants } from './static-checks/reference-checks.ts';

export interface StaticFinding {
  readonly task: string;
  readonly check: StaticCheck;
  readonly detail: string;
}

const checks: readonly ((task: Task) => Finding[])[] = [
  checkLengths,
  checkProblemWords,
  checkAnswersGivenAway,
  checkHiddenSpecification,
  checkVariants,
  checkEntryPoints,
  checkTellingReferences,
];

/** The parts of a task's proof that run nothing: what is wrong with its prose, its tests' wording and its references. */
export function staticFindings(task: Task): StaticFinding[] {
  return checks.flatMap((check) => check(task).map((finding) => ({ task: task.definition.id, ...finding })));
}
