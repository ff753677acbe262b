import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { BuiltEnvironment } from './core/environment.ts';
import { EnvironmentFault } from './core/errors.ts';
import type { Judge } from './core/judge.ts';
import type { Suite, Task } from './core/task.ts';
import { type Requirement, requirements, type TierName } from './core/tier.ts';
import { createJudge } from './judge/create-judge.ts';
import { measuredSpeed } from './measured-speed.ts';
import { anyRuns, judgeOfNothing, noEnvironment } from './nothing-runs.ts';
import { packageFolder } from './package-folder.ts';
import { examineNotification } from './sandbox/doctor/resources.ts';
import { assertReachable, environmentStore } from './sandbox/environment/environment-store.ts';
import { findEnvironment } from './sandbox/environment/find-environment.ts';
import { hostEnvironment } from './sandbox/environment/host-environment.ts';
import { stageHarness } from './sandbox/stage-harness.ts';
import { chooseTier } from './sandbox/tiers/choose-tier.ts';
import { kindsOf } from './suite/evidence-kinds.ts';
import { withStaticOracle } from './with-static-oracle.ts';

export type EnvironmentChoice = 'image' | 'host';

export interface OpenJudgeOptions {
  readonly environment: EnvironmentChoice;
  /** Sandboxes at once; twice the processors when absent. */
  readonly workers?: number;
  /** The strongest that works here when absent. */
  readonly tier?: TierName;
}

export interface OpenJudge {
  readonly judge: Judge;
  readonly workers: number;
  /** Says why a task cannot be judged here; undefined when it can. */
  readonly whyNot: (task: Task) => string | undefined;
}

/** The candidate's world for tasks of a suite: its built image, or this machine's own system; none where nothing will run. */
export async function openEnvironment(
  suite: Suite,
  choice: EnvironmentChoice,
  tasks: readonly Task[] = suite.tasks,
): Promise<BuiltEnvironment> {
  if (!anyRuns(tasks)) return noEnvironment();
  if (choice === 'host') return hostEnvironment();
  const built = await findEnvironment(suite.environment, environmentStore());
  if (built) return built;
  throw new EnvironmentFault(`the environment of the suite ${suite.name} is not built`, {
    hint: `build it once: seceval env build${suite.name === 'core' ? '' : ` --suite ${suite.folder}`}`,
  });
}

/**
 * A judge over sandboxes of the tier that was asked for, or of the strongest that this machine has. In the environment
 * `none` there is no sandbox: only tasks that analysers judge can be judged.
 */
export async function openJudge(
  suite: Suite,
  environment: BuiltEnvironment,
  options: OpenJudgeOptions,
): Promise<OpenJudge> {
  const workers = options.workers ?? 2 * availableParallelism();
  if (environment.kind === 'none') return { judge: withStaticOracle(judgeOfNothing()), workers, whyNot: whyNeverRun };
  const store = environmentStore();
  await assertReachable(store);
  const tier = await chooseTier(options.tier, environment);
  const harness = await stageHarness(join(packageFolder, 'harness'), store);
  const opened = await tier.open({ environment, harness, warm: suite.environment.warm });
  const known = { store, environment, harness, tier: tier.name };
  const speed = await measuredSpeed({ ...known, startSandbox: opened.start });
  const judge = createJudge({
    workers,
    limitFactor: speed.limitFactor,
    startSandbox: opened.start,
    description: {
      tier: tier.name,
      environment: environment.kind,
      limits: opened.limits,
      deviations: opened.deviations ?? tier.deviations,
      speed,
    },
  });
  const close = async () => {
    await judge.close();
    await opened.close();
  };
  return {
    judge: withStaticOracle({ ...judge, close }),
    workers,
    whyNot: await whyNotHere(tier.name, opened.lacks ?? tier.lacks),
  };
}

/** What the tests of a task need by the fixtures that they ask for. */
function neededFixtures(task: Task): Requirement[] {
  const kinds = kindsOf(task);
  return [
    ...(kinds.includes('network') ? ['network' as const] : []),
    ...(kinds.includes('held-system-calls') ? ['system-call-notification' as const] : []),
  ];
}

/** Why no machine can judge a task; undefined when one can. */
function whyNeverRun({ definition }: Task): string | undefined {
  return definition.oracle === 'none' ? 'its record has no tests that can be run' : undefined;
}

/** Says why a task cannot run here; undefined when it can. */
async function whyNotHere(tier: TierName, lacks: ReadonlySet<Requirement>): Promise<OpenJudge['whyNot']> {
  const missing = new Map<string, string>();
  const notification = await examineNotification();
  if (!notification.ok) missing.set('system-call-notification', `this machine has none: ${notification.detail}`);
  for (const need of lacks) missing.set(need, `the sandbox tier ${tier} has none`);
  const offered: ReadonlySet<string> = new Set(requirements);
  return (task) => {
    const never = whyNeverRun(task);
    if (never !== undefined) return never;
    for (const need of [...task.definition.requires, ...neededFixtures(task)]) {
      if (!offered.has(need)) return `this version of seceval does not offer '${need}'`;
      const reason = missing.get(need);
      if (reason !== undefined) return `it needs ${need}, and ${reason}`;
    }
    return undefined;
  };
}
