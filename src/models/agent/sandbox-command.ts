import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { AgentOptions } from './agent-options.ts';

export interface SandboxedCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** Where the project lies as the agent sees it. */
  readonly project: string;
}

type Confinement = Pick<AgentOptions, 'sandbox' | 'network' | 'mounts' | 'hidden'>;

interface Job {
  /** Folder of the project on this machine. */
  readonly project: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What has to be started so that `command` runs inside of the sandbox, in the project, with `env` and nothing else. */
export function sandboxedCommand(job: Job, confinement: Confinement): SandboxedCommand {
  const { sandbox } = confinement;
  const [file = 'false', ...args] = job.command;
  if (sandbox.kind === 'none') return { file, args, project: job.project };
  if (sandbox.kind === 'bubblewrap') return { file: 'bwrap', args: bubblewrap(job, confinement), project: '/project' };
  return { file: sandbox.engine, args: container(job, confinement, sandbox.image), project: '/project' };
}

/** A read-only system, a home that is gone afterwards, and of the rest of the machine only what was named. */
function bubblewrap({ project, command, env }: Job, { network, mounts, hidden }: Confinement): string[] {
  const shown = ['/usr', '/etc', '/opt', ...mounts.map((path) => resolve(path))].filter((path) => existsSync(path));
  const covered = hidden
    .map((path) => resolve(path))
    .filter((path) => existsSync(path) && shown.some((parent) => isBelow(path, parent)));
  return [
    ...['--die-with-parent', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try', '--clearenv'],
    // With its rights root could mount anew what is covered; and some agents refuse to work as root.
    ...['--unshare-user', '--uid', '1000', '--gid', '1000', '--cap-drop', 'ALL'],
    ...(network ? [] : ['--unshare-net']),
    ...Object.entries(env).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--tmpfs', '/home/agent'],
    ...['/bin', '/sbin', '/lib', '/lib64'].flatMap(systemFolder),
    ...shown.flatMap((path) => ['--ro-bind', path, path]),
    // Names are looked up through a file that systemd keeps elsewhere.
    ...(network ? ['--ro-bind-try', '/run/systemd/resolve', '/run/systemd/resolve'] : []),
    ...covered.flatMap((path) =>
      lstatSync(path).isDirectory() ? ['--tmpfs', path] : ['--ro-bind', '/dev/null', path],
    ),
    ...['--bind', project, '/project', '--chdir', '/project', '--', ...command],
  ];
}

function systemFolder(path: string): string[] {
  if (!existsSync(path)) return [];
  return lstatSync(path).isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path];
}

function container({ project, command, env }: Job, { network, mounts }: Confinement, image: string): string[] {
  return [
    ...['run', '--rm', '--interactive', '--init', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
    ...(network ? [] : ['--network', 'none']),
    // By name alone: the value comes from the engine's own environment, and stands in no list of processes.
    ...Object.keys(env).flatMap((name) => ['--env', name]),
    ...mounts.flatMap((path) => ['--volume', `${resolve(path)}:${resolve(path)}:ro`]),
    ...['--volume', `${project}:/project`, '--workdir', '/project', image, ...command],
  ];
}

function isBelow(path: string, parent: string): boolean {
  const way = relative(parent, path);
  return way === '' || (!way.startsWith('..') && !way.startsWith('/'));
}
