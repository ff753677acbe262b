import { type ChildProcess, spawn } from 'node:child_process';
import type { BuiltEnvironment } from '../core/environment.ts';

/** User and group ids of sandboxes when seceval runs as root: 20000, 20001 … Nothing else may run under them. */
const firstSlotId = 20_000;

export interface BubblewrapOptions {
  readonly environment: BuiltEnvironment;
  /** Folder with harness/ in it, where a slot's user can read it. */
  readonly harness: string;
  /** Modules imported once by the forker, before any candidate. */
  readonly warm: readonly string[];
  readonly asRoot: boolean;
}

/**
 * Starts a sandbox whose first process is the harness's supervisor. As root it first becomes the slot's own user:
 * limits are void for uid 0, and a nested /proc cannot be mounted. Nothing is inherited: no environment, no
 * descriptor but the three pipes.
 */
export function startBubblewrap(options: BubblewrapOptions, slot: number): ChildProcess {
  const user = String(firstSlotId + slot);
  const prefix = options.asRoot ? ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', '--'] : [];
  const settings = JSON.stringify({ warm: options.warm });
  const inside = ['/usr/bin/python3', '-I', '-B', '/h/supervisor.py', settings];
  const [command = 'bwrap', ...rest] = [...prefix, 'bwrap', ...sandboxArguments(options), '--', ...inside];
  return spawn(command, rest, { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' }, stdio: 'pipe', detached: false });
}

/** `--disable-userns` must not be here: hosts live in nested namespaces, and their own filter forbids further ones. */
function sandboxArguments({ environment, harness }: BubblewrapOptions): string[] {
  return [
    ...['--unshare-all', '--die-with-parent', '--new-session', '--clearenv'],
    ...variables({ PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', TZ: 'UTC', PYTHONHASHSEED: '0', MALLOC_ARENA_MAX: '2' }),
    ...(environment.kind === 'image' ? ['--ro-bind', environment.root, '/'] : hostRoot(harness)),
    ...['--ro-bind', `${harness}/harness`, '/h', '--proc', '/proc', '--dev', '/dev'],
    ...['--size', '65536', '--tmpfs', '/dev/shm', '--size', '16777216', '--tmpfs', '/tmp'],
    // Candidates get file systems of their own on these; what lies here is the judge's trust store.
    ...['--size', '65536', '--tmpfs', '/work', '--size', '65536', '--tmpfs', '/tools'],
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
  return ['--ro-bind', '/usr', '/usr', ...links, '--ro-bind', `${harness}/etc`, '/etc', '--dir', '/h'];
}
