import { readFileSync } from 'node:fs';
import { slotUser } from '../slot-user.ts';
import type { Engine } from './engine.ts';

export interface ContainerOptions {
  readonly image: string;
  /** Folder with harness/ and etc/ in it; a trial needs none. */
  readonly harness?: string;
  readonly name: string;
  readonly slot: number;
}

/** A written environment: engines add variables of their own, so the command clears them first. */
const cleanly = [
  ...['/usr/bin/env', '--ignore-environment', 'PATH=/usr/bin:/bin', 'LANG=C.UTF-8', 'TZ=UTC'],
  ...['PYTHONHASHSEED=0', 'MALLOC_ARENA_MAX=2'],
];

/**
 * Arguments of the engine. The engine's own seccomp filter and its masks of /proc would forbid the namespaces that
 * separate candidates from the judge: those, and the filter of each candidate, replace them.
 */
export function runArguments(engine: Engine, options: ContainerOptions, command: readonly string[]): string[] {
  const { image, harness, name, slot } = options;
  const user = slotUser(slot);
  return [
    ...[...engine.globalOptions, 'run', '--rm', '--interactive', '--pull=never', '--name', name, '--label=seceval'],
    // The attached client is the only reader: a log would keep all that a judge says on the disk.
    ...['--log-driver=none', '--sig-proxy=false', '--network=none', '--hostname=candidate'],
    ...['--read-only', ...(engine.name === 'podman' ? ['--read-only-tmpfs=false'] : [])],
    ...[`--user=${user}:${user}`, '--cap-drop=ALL', ...securityOptions(engine)],
    ...[...engine.limitOptions, ...processLimits()],
    ...[
      '--tmpfs=/tmp:size=16m',
      '--shm-size=65536',
      ...(harness === undefined ? [] : harnessVolumes(harness)),
      '--workdir=/',
    ],
    ...[image, ...cleanly, ...command],
  ];
}

/** Engines write files of their own into /etc, which tell of the machine: these cover them. */
function harnessVolumes(harness: string): string[] {
  const covers = ['hosts', 'resolv.conf', 'hostname'].map((file) => `${harness}/etc/${file}:/etc/${file}:ro`);
  return [`${harness}/harness:/h:ro`, ...covers].flatMap((volume) => ['--volume', volume]);
}

function securityOptions({ name }: Engine): string[] {
  const allProcVisible = name === 'podman' ? 'unmask=ALL' : 'systempaths=unconfined';
  const options = ['no-new-privileges', 'seccomp=unconfined', 'apparmor=unconfined', 'label=disable', allProcVisible];
  return options.map((option) => `--security-opt=${option}`);
}

/** An engine's defaults may lie above the limits that it has itself, and then it cannot start anything. */
function processLimits(): string[] {
  const own = readFileSync('/proc/self/limits', 'utf8');
  const hard = (title: string): number => {
    const found = new RegExp(`^${title}\\s+\\S+\\s+(\\S+)`, 'm').exec(own)?.[1];
    return found === undefined || found === 'unlimited' ? Number.POSITIVE_INFINITY : Number(found);
  };
  const files = Math.min(4096, hard('Max open files'));
  const processes = Math.min(4096, hard('Max processes'));
  // Dumps: 1, as the harness sets it, which says why.
  return [`--ulimit=nofile=${files}:${files}`, `--ulimit=nproc=${processes}:${processes}`, '--ulimit=core=1:1'];
}
