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
    in_process: inProcessRequest(task),
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

/** What the in-process oracle gets beside (harness/judge/in_process.py); null for the suite's own judge. */
function inProcessRequest({ definition, inProcess }: Task): Record<string, unknown> | null {
  const spec = definition['in-process'];
  if (spec === undefined || inProcess === undefined) return null;
  const { scope, form, exhaustion, 'module-name': moduleName } = spec;
  return { scope, form, exhaustion, module_name: moduleName, ...inProcess };
}

/** Names the compiled tests in the judge's memory. */
function fingerprintOf(task: Task): string {
  const known = fingerprints.get(task);
  if (known !== undefined) return known;
  const inProcess = inProcessRequest(task);
  const made = sha256(canonicalJson({ id: task.definition.id, tests: task.tests, ...(inProcess && { inProcess }) }));
  fingerprints.set(task, made);
  return made;
}
