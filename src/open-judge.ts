import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { BuiltEnvironment } from './core/environment.ts';
import { EnvironmentFault } from './core/errors.ts';
import type { Judge } from './core/judge.ts';
import type { Suite, Task } from './core/task.ts';
import { createJudge } from './judge/create-judge.ts';
import { packageFolder } from './package-folder.ts';
import { startBubblewrap } from './sandbox/bubblewrap.ts';
import { examineNotification } from './sandbox/doctor/resources.ts';
import { assertReachable, environmentStore, isRoot } from './sandbox/environment/environment-store.ts';
import { findEnvironment } from './sandbox/environment/find-environment.ts';
import { hostEnvironment } from './sandbox/environment/host-environment.ts';
import { runProgram } from './sandbox/run-program.ts';
import { stageHarness } from './sandbox/stage-harness.ts';

export type EnvironmentChoice = 'image' | 'host';

export interface OpenJudgeOptions {
  readonly environment: EnvironmentChoice;
  /** Sandboxes at once; twice the processors when absent. */
  readonly workers?: number;
}

export interface OpenJudge {
  readonly judge: Judge;
  readonly workers: number;
}

/** The candidate's world for a suite: its built image, or this machine's own system. */
export async function openEnvironment(suite: Suite, choice: EnvironmentChoice): Promise<BuiltEnvironment> {
  if (choice === 'host') return hostEnvironment();
  const built = await findEnvironment(suite.environment, environmentStore());
  if (built) return built;
  throw new EnvironmentFault(`the environment of the suite ${suite.name} is not built`, {
    hint: 'build it once: seceval env build',
  });
}

/** Says why this machine cannot run a task; undefined when it can. */
export async function machineLimits(): Promise<(task: Task) => string | undefined> {
  const notification = await examineNotification();
  const missing = new Map<string, string>();
  if (!notification.ok) missing.set('system-call-notification', notification.detail);
  const offered = new Set(['system-call-notification']);
  return ({ definition }) => {
    for (const need of definition.requires) {
      if (!offered.has(need)) return `this version of seceval does not offer '${need}'`;
      const reason = missing.get(need);
      if (reason !== undefined) return `this machine lacks ${need}: ${reason}`;
    }
    return undefined;
  };
}

/** A judge over sandboxes of the strongest tier that this machine has. */
export async function openJudge(
  suite: Suite,
  environment: BuiltEnvironment,
  options: OpenJudgeOptions,
): Promise<OpenJudge> {
  const workers = options.workers ?? 2 * availableParallelism();
  await assertBubblewrap();
  const store = environmentStore();
  await assertReachable(store);
  const harness = await stageHarness(join(packageFolder, 'harness'), store);
  const sandbox = { environment, harness, warm: suite.environment.warm, asRoot: isRoot() };
  const judge = createJudge({
    workers,
    startSandbox: (slot) => startBubblewrap(sandbox, slot),
    description: {
      tier: 'bubblewrap',
      environment: environment.kind,
      limits: {
        cpu: 'read and enforced by the judge over all processes of the candidate',
        memory: 'address space of each process; the judge watches the sum',
        processes: 'RLIMIT_NPROC in a user namespace of each candidate',
        files: 'a tmpfs of bounded size for each candidate',
        user: isRoot() ? 'a user id of its own for each sandbox' : 'the user who started seceval',
      },
      deviations: [],
    },
  });
  return { judge, workers };
}

async function assertBubblewrap(): Promise<void> {
  const found = await runProgram('bwrap', ['--version']);
  if (found.ran && found.exitCode === 0) return;
  throw new EnvironmentFault('bubblewrap is not installed, so nothing can be judged', {
    hint: 'sudo apt-get install bubblewrap; seceval doctor shows what else is missing',
  });
}
