import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { EnvironmentFault } from '../../core/errors.ts';
import type { Judge } from '../../core/judge.ts';
import { environmentDefinitionSchema, type Task } from '../../core/task.ts';
import { type Requirement, type RunningSandbox, tierNames } from '../../core/tier.ts';
import type { Judgement } from '../../core/verdict.ts';
import { environmentStore } from '../../sandbox/environment/environment-store.ts';
import { findEnvironment } from '../../sandbox/environment/find-environment.ts';
import { stageHarness } from '../../sandbox/stage-harness.ts';
import { findTier } from '../../sandbox/tiers/choose-tier.ts';
import { createJudge } from '../create-judge.ts';
import { language } from './inline-task.ts';

/** The tier in which the conformance tests run: the same files in each, SECEVAL_TEST_TIER says which. */
export const testedTier = z.enum(tierNames).default('bubblewrap').parse(process.env['SECEVAL_TEST_TIER']);

const repository = new URL('../../../', import.meta.url);

export interface SandboxedJudge extends Judge {
  /** Judges code; everything but the seed is as in a run. */
  readonly run: (task: Task, code: string, seed?: number) => Promise<Judgement>;
  /** How many sandboxes were started: more than there are workers means that one had to be replaced. */
  readonly started: () => number;
  /** What the tested tier cannot give here: a test that needs it skips itself, by name. */
  readonly lacks: ReadonlySet<Requirement>;
}

export interface SandboxedJudgeOptions {
  readonly onStart?: (sandbox: RunningSandbox) => void;
  /** Starts something else in place of a sandbox; undefined: the sandbox itself. */
  readonly instead?: (() => RunningSandbox | undefined) | undefined;
  readonly startSeconds?: number;
}

/**
 * A judge over real sandboxes and the environment of the core suite. A fault costs a sandbox, so `started` shows it.
 * Never skips: a machine that cannot run it fails the test, and says which command mends it.
 */
export async function openSandboxedJudge(workers = 1, options: SandboxedJudgeOptions = {}): Promise<SandboxedJudge> {
  const definition = parse(await readFile(new URL('suites/core/environment.yaml', repository), 'utf8'));
  const { warm, ...rest } = environmentDefinitionSchema.parse(definition);
  const environment = await findEnvironment({ warm, ...rest }, environmentStore());
  if (!environment)
    throw new EnvironmentFault('the environment of suites/core is not built', { hint: 'npx seceval env build' });
  const harness = await stageHarness(fileURLToPath(new URL('harness', repository)), environmentStore());
  const tier = findTier(testedTier);
  const opened = await tier.open({ environment, harness, warm });
  let starts = 0;
  const judge = createJudge({
    workers,
    candidatesPerWorker: 100_000,
    ...(options.startSeconds !== undefined && { startSeconds: options.startSeconds }),
    description: {
      tier: tier.name,
      environment: 'image',
      limits: opened.limits,
      deviations: opened.deviations ?? tier.deviations,
    },
    startSandbox: (slot) => {
      starts += 1;
      const sandbox = options.instead?.() ?? opened.start(slot);
      options.onStart?.(sandbox);
      return sandbox;
    },
  });
  return {
    ...judge,
    close: async () => {
      await judge.close();
      await opened.close();
    },
    run: (task, code, seed = 1) => judge.judge({ task, language, code, seed }),
    started: () => starts,
    lacks: opened.lacks ?? tier.lacks,
  };
}
