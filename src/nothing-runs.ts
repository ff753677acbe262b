// What stands in for environment and sandbox where no task has tests that run: a suite that analysers alone judge needs
// neither, so it works where they cannot be had.
import { canonicalJson, sha256 } from './core/canonical.ts';
import type { BuiltEnvironment } from './core/environment.ts';
import type { Judge } from './core/judge.ts';
import type { Suite, Task } from './core/task.ts';

export function tasksNamed({ tasks }: Pick<Suite, 'tasks'>, names: ReadonlySet<string>): Task[] {
  return tasks.filter(({ definition }) => names.has(definition.id));
}

/** Whether judging any of the tasks runs code of candidates. */
export function anyRuns(tasks: readonly Task[]): boolean {
  return tasks.some(({ definition }) => definition.oracle === 'judge' || definition.oracle === 'in-process');
}

/** The same on every machine. */
export function noEnvironment(): BuiltEnvironment {
  const nothing = { debian: '', architecture: '', python: '', versions: {} };
  const fingerprint = sha256(canonicalJson({ kind: 'none', ...nothing }));
  return { kind: 'none', root: '/', fingerprint, ...nothing, builtAt: new Date(0).toISOString() };
}

/** The judge behind the static oracle: whatever reaches it was never meant to run. */
export function judgeOfNothing(): Judge {
  return {
    judge: ({ task }) => Promise.reject(new Error(`no sandbox was opened, and ${task.definition.id} asks for one`)),
    describe: () => ({ tier: 'none', environment: 'none', limits: {}, deviations: [] }),
    close: () => Promise.resolve(),
  };
}
