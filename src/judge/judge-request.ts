import { canonicalJson, sha256 } from '../core/canonical.ts';
import type { Submission } from '../core/judge.ts';
import type { Task } from '../core/task.ts';

const fingerprints = new WeakMap<Task, string>();

export interface JudgeHow {
  readonly id: number;
  readonly alone: boolean;
  /** Limits of time are the task's own times this. */
  readonly limitFactor: number;
}

/** One candidate as the judge process gets it (harness/judge/main.py). */
export function judgeRequest(submission: Submission, how: JudgeHow): Record<string, unknown> {
  const { task } = submission;
  const { id, alone, limitFactor } = how;
  const limits = task.definition.limits;
  return {
    id,
    task: task.definition.id,
    fingerprint: fingerprintOf(task),
    tests: task.tests,
    companion: task.tests.companion,
    entry_points: task.definition['entry-points'],
    env: task.definition.env,
    limits: {
      ...limits,
      'cpu-seconds': limits['cpu-seconds'] * limitFactor,
      'wall-seconds': limits['wall-seconds'] * limitFactor,
    },
    code: submission.code,
    seed: submission.seed,
    only: submission.only ?? null,
    until_decided: submission.untilDecided ?? false,
    alone,
    measure: submission.measure ?? false,
  };
}

/** Names the compiled tests in the judge's memory. */
function fingerprintOf(task: Task): string {
  const known = fingerprints.get(task);
  if (known !== undefined) return known;
  const made = sha256(canonicalJson({ id: task.definition.id, tests: task.tests }));
  fingerprints.set(task, made);
  return made;
}
