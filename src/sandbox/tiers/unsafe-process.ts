import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Requirement, RunningSandbox } from '../../core/tier.ts';
import { yamaScope } from '../doctor/resources.ts';
import { environmentStore } from '../environment/environment-store.ts';
import { runProgram, systemPath } from '../run-program.ts';
import { stageHarness } from '../stage-harness.ts';
import { interpreterFlags } from './bubblewrap-arguments.ts';
import { environmentPython, laneProgram } from './lane-program.ts';
import type { OpenTier, SandboxOptions, Tier, TierFinding } from './tier.ts';

const source = fileURLToPath(new URL('../../../harness', import.meta.url));

const lacks: readonly Requirement[] = ['network', 'namespaces'];

export const unsafeProcess: Tier = {
  name: 'unsafe-process',
  deviations: [
    'UNSAFE: candidates are plain processes of the user who judges; only Landlock and a seccomp filter stand between',
  ],
  lacks: new Set(lacks),
  async examine(environment): Promise<TierFinding> {
    if (environment === undefined) return { works: false, detail: 'is tried when the environment is built' };
    const options = { environment, harness: await stageHarness(source, environmentStore()), warm: [] };
    const [command = 'env', ...rest] = words(options);
    const tried = await runProgram(command, rest, { timeoutMs: 60_000 });
    if (tried.ran && tried.exitCode === 0) return { works: true, detail: 'only by --tier unsafe-process' };
    return { works: false, detail: tried.ran ? (tried.stderr.trim().split('\n').at(-1) ?? '') : tried.reason };
  },
  async open(options): Promise<OpenTier> {
    return {
      start: () => start(options),
      limits: {
        cpu: 'read and enforced by the judge over all processes of the candidate',
        memory: 'address space of each process; the judge watches the sum',
        processes: 'RLIMIT_NPROC over all processes of the user',
        files: 'one file by RLIMIT_FSIZE; the judge watches the sum',
        user: 'the user who judges',
      },
      // The judge has no capability here: beyond 0 it may not read what a held call names.
      ...((await yamaScope()) > 0 && { lacks: new Set<Requirement>([...lacks, 'system-call-notification']) }),
      close: async () => {},
    };
  },
};

function start(options: SandboxOptions): RunningSandbox {
  const [command = 'env', ...rest] = words(options);
  const process = spawn(command, rest, { env: { PATH: systemPath }, stdio: 'pipe' });
  return { process, kill: () => void process.kill('SIGKILL') };
}

function words(options: SandboxOptions): string[] {
  const supervisor = [...interpreterFlags, `${options.harness}/harness/supervisor.py`];
  return laneProgram(options, 'process', [...environmentPython(options.environment), ...supervisor]);
}
