import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { newFolder } from './seceval.ts';

/** A small file system of its own, which nothing but the processes started in it see; it is gone when the holder is. */
export interface SmallDisk {
  /** The folder as those in it know it, and as it is reached from here. */
  readonly inside: string;
  readonly outside: string;
  readonly wrap: readonly string[];
  close(): void;
}

export async function makeSmallDisk(size: string): Promise<SmallDisk> {
  const inside = newFolder();
  const script = `mount -t tmpfs -o size=${size} tmpfs ${inside} && echo ready && exec sleep 100000`;
  const holder = spawn('unshare', ['--mount', 'sh', '-c', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  return {
    inside,
    outside: `/proc/${holder.pid}/root${inside}`,
    wrap: ['nsenter', `--mount=/proc/${holder.pid}/ns/mnt`],
    close: () => void holder.kill('SIGKILL'),
  };
}

export type Mishap = (pid: number, milliseconds: number) => Promise<void>;

/** What may befall a process of seceval while it runs; the pause is how long it lasts. */
export const mishaps: Readonly<Record<string, Mishap>> = {
  'it is killed': async (pid) => signal(pid, 'SIGKILL'),
  'it is stopped': async (pid, milliseconds) => {
    signal(pid, 'SIGSTOP');
    await delay(milliseconds);
    signal(pid, 'SIGCONT');
  },
  'it has no descriptors left': async (pid, milliseconds) => {
    limitDescriptors(pid, '4');
    await delay(milliseconds);
    limitDescriptors(pid, '1024');
  },
};

/** Fills what is left of a disk, for a while. */
export function diskFull(folder: string): Mishap {
  return async (_pid, milliseconds) => {
    const filler = `${folder}/.filler`;
    const file = openSync(filler, 'w');
    const block = Buffer.alloc(65_536);
    try {
      for (;;) if (writeSync(file, block) < block.length) break;
    } catch {
      // full
    }
    closeSync(file);
    await delay(milliseconds);
    rmSync(filler);
  };
}

/** Only the soft limit: it may be raised again. */
function limitDescriptors(pid: number, most: string): void {
  try {
    execFileSync('prlimit', ['--pid', String(pid), `--nofile=${most}:`], { stdio: 'ignore' });
  } catch {
    // it has ended
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended
  }
}
