import { join } from 'node:path';
import { agentProject } from '../agent-project.ts';
import { EnvironmentFault, UserMistake } from '../core/errors.ts';
import type { Suite } from '../core/task.ts';
import type { AgentOptions, AgentSandbox } from '../models/agent/agent-options.ts';
import { runAgent } from '../models/agent/run-agent.ts';
import { sandboxedCommand } from '../models/agent/sandbox-command.ts';
import { ownCodeFinder, type ShownCode } from '../own-code.ts';
import { packageFolder } from '../package-folder.ts';
import { viewTask } from '../strategies/task-materials.ts';
import { findTask } from '../suite/select-tasks.ts';
import { variantOf } from '../variant-of.ts';
import type { AgentFlags } from './study-flags.ts';
import { numberFlag } from './study-options.ts';

export interface AgentSurroundings {
  readonly suite: Suite;
  /** What is told of the environment. */
  readonly environment: string;
  readonly runsFolder: string;
  /** Code of the agents of an earlier run. */
  readonly own: readonly ShownCode[];
}

/** Where `agent:` models work, as the flags have it. */
export function agentOptions(
  flags: AgentFlags,
  { suite, environment, runsFolder, own }: AgentSurroundings,
): AgentOptions {
  const ownCode = ownCodeFinder(own);
  return {
    layOut: (attempt) => {
      const { mode, shown } = attempt;
      const task = findTask(suite, attempt.task);
      const mended = () => ownCode(attempt)?.code ?? variantOf(task, shown ?? 'insecure').code;
      const code = mode === 'repair' ? mended() : undefined;
      return agentProject(viewTask(task, 'python', environment), code);
    },
    sandbox: chosenSandbox(flags.agentSandbox ?? 'bubblewrap'),
    network: flags.agentNetwork !== false,
    timeoutSeconds: numberFlag('--agent-timeout', flags.agentTimeout, { least: 1 }) ?? 900,
    variables: flags.agentEnv ?? [],
    mounts: flags.agentMount ?? [],
    hidden: [packageFolder, suite.folder, runsFolder],
    costUsd: numberFlag('--agent-cost', flags.agentCost, { least: 0 }),
  };
}

function chosenSandbox(text: string): AgentSandbox {
  if (text === 'bubblewrap' || text === 'none') return { kind: text };
  const [engine = '', ...rest] = text.split(':');
  const image = rest.join(':');
  if ((engine === 'docker' || engine === 'podman') && image !== '') return { kind: 'container', engine, image };
  throw new UserMistake(`--agent-sandbox takes bubblewrap, docker:IMAGE, podman:IMAGE or none, not '${text}'`);
}

/**
 * Looks from inside of the sandbox whether the package or the suite can be read there: then the run is stamped
 * `suite-readable`. Throws EnvironmentFault where the sandbox does not work.
 */
export async function stampsOf(options: AgentOptions, suite: Suite): Promise<string[]> {
  const tell = join(packageFolder, 'package.json');
  const tests = join(suite.folder, 'environment.yaml');
  const command = [
    '/bin/sh',
    '-c',
    `if [ -r "$0" ] || [ -r "$1" ]; then echo readable; else echo hidden; fi`,
    tell,
    tests,
  ];
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin' };
  const { file, args } = sandboxedCommand({ project: '/tmp', command, env }, options);
  const own = options.sandbox.kind === 'container' ? { ...process.env } : env;
  const run = await runAgent(file, args, {
    ...{ cwd: '/', input: undefined, timeoutMs: 120_000 },
    env: Object.fromEntries(
      Object.entries(own).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  });
  const seen = run.stdout.trim();
  if (seen === 'readable') return ['suite-readable'];
  if (seen === 'hidden') return [];
  const why = run.notStarted ?? (run.stderr.trim().split('\n').at(-1) || `exit ${run.exitCode}`);
  throw new EnvironmentFault(`the agent's sandbox does not work: ${why}`, {
    hint: 'install bubblewrap, choose --agent-sandbox docker:IMAGE, or none (the run is then stamped suite-readable)',
  });
}
