import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BuiltEnvironment } from '../../core/environment.ts';
import { environmentStore } from '../environment/environment-store.ts';
import { harnessVariables } from './bubblewrap-arguments.ts';
import type { SandboxOptions } from './tier.ts';

export type Layout = 'root-namespaces' | 'users' | 'process';

/** The words that start harness/lane.py: it takes a lane, and becomes `command` in the lane's layout. */
export function laneProgram(options: SandboxOptions, layout: Layout, command: readonly string[]): string[] {
  const { environment, harness, warm } = options;
  const settings = {
    layout,
    warm,
    command,
    lanes: join(environmentStore(), 'lanes'),
    root: environment.root,
    harness: join(harness, 'harness'),
    /** A lane's copy of the root is good for this build of the environment only. */
    key: `${basename(dirname(environment.root))}-${environment.builtAt}`.replaceAll(/[^A-Za-z0-9.-]/g, '-'),
  };
  const program = join(harness, 'harness/lane.py');
  const variables = Object.entries(harnessVariables).map(([name, value]) => `${name}=${value}`);
  return ['env', '-i', ...variables, ...environmentPython(environment), '-I', '-B', program, JSON.stringify(settings)];
}

/** The environment's own Python as a program of the machine: its loader finds its libraries, whatever the machine has. */
export function environmentPython({ kind, root }: BuiltEnvironment): string[] {
  const python = '/usr/bin/python3';
  if (kind === 'host') return [python];
  const [loader, triplet] =
    process.arch === 'arm64' ? ['/lib/ld-linux-aarch64.so.1', 'aarch64'] : ['/lib64/ld-linux-x86-64.so.2', 'x86_64'];
  const libraries = [`/usr/lib/${triplet}-linux-gnu`, '/usr/lib']
    .map((folder) => join(root, folder))
    .filter(existsSync);
  return [join(root, loader), '--inhibit-cache', '--library-path', libraries.join(':'), join(root, python)];
}
