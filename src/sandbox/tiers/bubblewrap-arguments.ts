import type { SandboxOptions } from './tier.ts';

/** The root file system, the harness in it and a written environment: for bwrap, after the namespaces. */
export function bubblewrapArguments({
  environment,
  harness,
}: Pick<SandboxOptions, 'environment' | 'harness'>): string[] {
  return [
    ...['--die-with-parent', '--new-session', '--clearenv'],
    ...Object.entries(harnessVariables).flatMap(([name, value]) => ['--setenv', name, value]),
    ...(environment.kind === 'image' ? ['--ro-bind', environment.root, '/'] : hostRoot(harness)),
    ...['--ro-bind', `${harness}/harness`, '/h', '--proc', '/proc', '--dev', '/dev'],
    ...['--size', '65536', '--tmpfs', '/dev/shm', '--size', '16777216', '--tmpfs', '/tmp'],
    // Both are otherwise writable and would outlive a candidate.
    ...['--remount-ro', '/dev', '--remount-ro', '/dev/shm', '--remount-ro', '/'],
    ...['--chdir', '/'],
  ];
}

/** The whole environment of the harness's first process. */
export const harnessVariables: Readonly<Record<string, string>> = {
  PATH: '/usr/bin:/bin',
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  PYTHONHASHSEED: '0',
  MALLOC_ARENA_MAX: '2',
};

/** No `-I`: it would ignore the hash seed, without which sets come in another order in every sandbox. */
export const interpreterFlags: readonly string[] = ['-s', '-B'];

/** Starts the supervisor inside; its settings are the last word. */
export const supervisorCommand: readonly string[] = ['/usr/bin/python3', ...interpreterFlags, '/h/supervisor.py'];

/** `environment: host`: the machine's /usr, and an /etc that names nobody. */
function hostRoot(harness: string): string[] {
  const links = ['bin', 'sbin', 'lib', 'lib64'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]);
  const mountPoints = ['/h', '/work', '/tools'].flatMap((path) => ['--dir', path]);
  return ['--ro-bind', '/usr', '/usr', ...links, '--ro-bind', `${harness}/etc`, '/etc', ...mountPoints];
}
