import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { EnvironmentFault } from '../../core/errors.ts';
import type { Requirement, RunningSandbox } from '../../core/tier.ts';
import { environmentStore, isRoot } from '../environment/environment-store.ts';
import { runProgram, systemPath } from '../run-program.ts';
import { stageHarness } from '../stage-harness.ts';
import { bubblewrapArguments, supervisorCommand } from './bubblewrap-arguments.ts';
import { laneProgram } from './lane-program.ts';
import type { OpenTier, SandboxOptions, Tier, TierFinding } from './tier.ts';

// For machines that refuse user namespaces: judge and candidate are apart by the machine's own user ids. The other
// namespaces hold all the same where seceval may make them; where it may not, Landlock and the filter stand in.
type Layout = 'root-namespaces' | 'users';

const source = fileURLToPath(new URL('../../../harness', import.meta.url));

const seccompLimits = {
  cpu: 'read and enforced by the judge over all processes of the candidate',
  memory: 'address space of each process; the judge watches the sum',
  processes: 'RLIMIT_NPROC of a user id of the candidate’s own',
  user: 'judge root, each candidate another of the sandbox’s own user ids',
};

/** What `users` cannot refuse, bound or give. */
export const usersDeviations = {
  network: 'no network: no loopback, no servers and names of a test; web applications are served over socket pairs',
  files: 'files together are watched, not bounded, and take room on the disk of the cache',
  proc: 'no /proc and no terminals in the candidate’s world',
  queues: 'no message queues and no inotify for candidates',
  numbers: 'process numbers are the machine’s: a candidate can ask which exist, and do nothing to them',
  names: 'names of abstract sockets are the machine’s: a candidate can take one, and connect to none of another',
  group: 'a candidate that signals its own process group ends or stops itself',
  devices: 'where the machine lets nobody make devices, /dev/null is an ordinary file, emptied before each candidate',
  facts: 'the machine’s name and load can be seen',
} as const;

const parts: Readonly<Record<Layout, Omit<OpenTier, 'start' | 'close'>>> = {
  'root-namespaces': {
    limits: { ...seccompLimits, files: 'a tmpfs of bounded size for each candidate' },
    deviations: [],
    lacks: new Set<Requirement>(),
  },
  users: {
    limits: { ...seccompLimits, files: 'one file by RLIMIT_FSIZE; the judge watches the sum' },
    deviations: Object.values(usersDeviations),
    lacks: new Set<Requirement>(['network', 'proc', 'namespaces']),
  },
};

export const uids: Tier = {
  name: 'uids',
  deviations: [],
  lacks: new Set(),
  async examine(environment): Promise<TierFinding> {
    if (!isRoot()) return { works: false, detail: 'needs root', remedy: 'start seceval as root' };
    if (environment === undefined) return { works: false, detail: 'is tried when the environment is built' };
    const { layout, refusals } = await findLayout({
      environment,
      harness: await stageHarness(source, environmentStore()),
      warm: [],
    });
    if (layout === undefined) return { works: false, detail: refusals.join('; ') };
    const detail =
      layout === 'users' ? 'user ids, seccomp and Landlock' : 'user ids, and all namespaces but that of users';
    return { works: true, detail, deviations: parts[layout].deviations ?? [] };
  },
  async open(options): Promise<OpenTier> {
    const { layout, refusals } = await findLayout({ ...options, warm: [] });
    if (layout === undefined) throw new EnvironmentFault(`the tier uids does not work here: ${refusals.join('; ')}`);
    return { ...parts[layout], start: () => start(options, layout), close: async () => {} };
  },
};

function start(options: SandboxOptions, layout: Layout): RunningSandbox {
  const [command = 'env', ...rest] = words(options, layout);
  const process = spawn(command, rest, { env: { PATH: systemPath }, stdio: 'pipe' });
  return { process, kill: () => void process.kill('SIGKILL') };
}

function words(options: SandboxOptions, layout: Layout): string[] {
  const namespaces = ['--unshare-pid', '--unshare-net', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'];
  const outer = ['/usr/bin/bwrap', ...namespaces, '--cap-add', 'ALL', ...bubblewrapArguments(options), '--'];
  return laneProgram(options, layout, [...(layout === 'users' ? [] : outer), ...supervisorCommand]);
}

/** The stronger one that starts: the whole harness comes up, and ends because nobody asks it anything. */
async function findLayout(options: SandboxOptions): Promise<{ layout: Layout | undefined; refusals: string[] }> {
  const refusals: string[] = [];
  // The other layout links every file of the environment: not of the whole machine.
  const layouts: readonly Layout[] =
    options.environment.kind === 'host' ? ['root-namespaces'] : ['root-namespaces', 'users'];
  for (const layout of layouts) {
    const [command = 'env', ...rest] = words(options, layout);
    const tried = await runProgram(command, rest, { timeoutMs: 60_000 });
    if (tried.ran && tried.exitCode === 0) return { layout, refusals };
    const said = tried.ran ? tried.stderr.trim().split('\n').at(-1) : tried.reason;
    refusals.push(`${layout}: ${said}`);
  }
  return { layout: undefined, refusals };
}
