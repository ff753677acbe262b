import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { BuiltEnvironment } from '../../core/environment.ts';
import { EnvironmentFault } from '../../core/errors.ts';
import type { RunningSandbox } from '../../core/tier.ts';
import { supervisorCommand } from './bubblewrap-arguments.ts';
import { clientEnvironment, type Engine, runEngine } from './container/engine.ts';
import { runArguments } from './container/run-options.ts';
import { type Trial, tryEngine } from './container/try-engine.ts';
import { supervisorSettings } from './supervisor-settings.ts';
import type { OpenTier, SandboxOptions, Tier, TierFinding } from './tier.ts';

/** How long a container has to end by itself when its standard input closes, before its engine is told to kill it. */
const patienceMs = 10_000;

export const container: Tier = {
  name: 'container',
  deviations: [],
  lacks: new Set(),
  async examine(environment): Promise<TierFinding> {
    if (environment === undefined) return { works: false, detail: 'not tried: the environment is not built' };
    const trial = await knownTrial(environment);
    if (!trial.works) return trial;
    return { works: true, detail: `${trial.engine.name} ${trial.engine.version}, nested namespaces work` };
  },
  async open(options): Promise<OpenTier> {
    const trial = await knownTrial(options.environment);
    if (!trial.works) {
      throw new EnvironmentFault(trial.detail, { ...(trial.remedy !== undefined && { hint: trial.remedy }) });
    }
    return {
      // By a name of its own it is removed, so no other, of this process or another, may have it.
      start: (slot) => start(trial, options, { slot, name: `seceval-${process.pid}-${randomUUID()}` }),
      limits: {
        cpu: 'read and enforced by the judge over all processes of the candidate',
        memory: `address space of each process; the judge watches the sum; ${ceiling(trial.engine, 'memory')}`,
        processes: `RLIMIT_NPROC in a user namespace of each candidate; ${ceiling(trial.engine, 'pids-limit')}`,
        files: 'a tmpfs of bounded size for each candidate',
        user: 'a user id of its own for each sandbox',
      },
      close: async () => {},
    };
  },
};

const trials = new WeakMap<BuiltEnvironment, Promise<Trial>>();

/** One trial is enough for choosing the tier and for opening it. */
function knownTrial(environment: BuiltEnvironment): Promise<Trial> {
  const known = trials.get(environment) ?? tryEngine(environment);
  trials.set(environment, known);
  return known;
}

function ceiling({ limitOptions }: Engine, option: string): string {
  const value = limitOptions.find((word) => word.startsWith(`--${option}=`))?.split('=')[1];
  return value === undefined ? 'no limit on the container' : `${value} for the whole container`;
}

interface Place {
  readonly slot: number;
  readonly name: string;
}

/**
 * The container is removed when it ends, and it ends when its standard input closes: when it is told to, when
 * seceval is killed, when the client is. Its own process group, so that Ctrl-C at a terminal is seceval's to judge.
 */
function start(
  { engine, image }: Extract<Trial, { works: true }>,
  { harness, warm }: SandboxOptions,
  { slot, name }: Place,
): RunningSandbox {
  const inside = [...supervisorCommand, supervisorSettings({ warm })];
  const words = runArguments(engine, { image, harness, name, slot }, inside);
  const client = spawn(engine.name, words, { env: clientEnvironment(), stdio: 'pipe', detached: true });
  const kill = () => {
    client.stdin.destroy();
    const forced = setTimeout(() => {
      runEngine(engine.name, [...engine.globalOptions, 'rm', '--force', name]).finally(() => client.kill('SIGKILL'));
    }, patienceMs);
    client.once('close', () => clearTimeout(forced));
  };
  return { process: client, kill };
}
