import { spawn } from 'node:child_process';
import type { RunningSandbox } from '../../core/tier.ts';
import { examineNesting } from '../doctor/namespaces.ts';
import { examineBubblewrap } from '../doctor/programs.ts';
import { isRoot } from '../environment/environment-store.ts';
import { systemPath } from '../run-program.ts';
import { becomeSlotUser } from './slot-user.ts';
import type { OpenTier, SandboxOptions, Tier, TierFinding } from './tier.ts';

export const bubblewrap: Tier = {
  name: 'bubblewrap',
  deviations: [],
  lacks: new Set(),
  async examine(environment): Promise<TierFinding> {
    const program = await examineBubblewrap();
    if (!program.ok) return { works: false, detail: program.detail, ...(program.remedy && { remedy: program.remedy }) };
    return examineNesting(environment, isRoot());
  },
  async open(options): Promise<OpenTier> {
    return {
      start: (slot) => start(options, slot),
      limits: {
        cpu: 'read and enforced by the judge over all processes of the candidate',
        memory: 'address space of each process; the judge watches the sum',
        processes: 'RLIMIT_NPROC in a user namespace of each candidate',
        files: 'a tmpfs of bounded size for each candidate',
        user: isRoot() ? 'a user id of its own for each sandbox' : 'the user who started seceval',
      },
      close: async () => {},
    };
  },
};

/**
 * As root it first becomes the slot's own user: limits are void for uid 0, and a nested /proc cannot be mounted.
 * Nothing is inherited: no environment, no descriptor but the three pipes. Its own process group, so that Ctrl-C at a
 * terminal is seceval's to judge.
 */
function start(options: SandboxOptions, slot: number): RunningSandbox {
  const inside = ['/usr/bin/python3', '-I', '-B', '/h/supervisor.py', JSON.stringify({ warm: options.warm })];
  const words = [...(isRoot() ? becomeSlotUser(slot) : []), 'bwrap', ...sandboxArguments(options), '--', ...inside];
  const [command = 'bwrap', ...rest] = words;
  const process = spawn(command, rest, { env: { PATH: systemPath }, stdio: 'pipe', detached: true });
  return { process, kill: () => void process.kill('SIGKILL') };
}

/** `--disable-userns` must not be here: hosts live in nested namespaces, and their own filter forbids further ones. */
function sandboxArguments({ environment, harness }: SandboxOptions): string[] {
  return [
    ...['--unshare-all', '--die-with-parent', '--new-session', '--clearenv'],
    ...variables({ PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', TZ: 'UTC', PYTHONHASHSEED: '0', MALLOC_ARENA_MAX: '2' }),
    ...(environment.kind === 'image' ? ['--ro-bind', environment.root, '/'] : hostRoot(harness)),
    ...['--ro-bind', `${harness}/harness`, '/h', '--proc', '/proc', '--dev', '/dev'],
    ...['--size', '65536', '--tmpfs', '/dev/shm', '--size', '16777216', '--tmpfs', '/tmp'],
    // Both are otherwise writable and would outlive a candidate.
    ...['--remount-ro', '/dev', '--remount-ro', '/dev/shm', '--remount-ro', '/'],
    ...['--chdir', '/'],
  ];
}

function variables(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => ['--setenv', name, value]);
}

/** `environment: host`: the machine's /usr, and an /etc that names nobody. */
function hostRoot(harness: string): string[] {
  const links = ['bin', 'sbin', 'lib', 'lib64'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]);
  const mountPoints = ['/h', '/work', '/tools'].flatMap((path) => ['--dir', path]);
  return ['--ro-bind', '/usr', '/usr', ...links, '--ro-bind', `${harness}/etc`, '/etc', ...mountPoints];
}
