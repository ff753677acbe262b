import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';

/** Names a process so that another one with a recycled pid is not taken for it. */
export const processIdentitySchema = z.object({
  pid: z.number().int().positive(),
  /** Start time in ticks since boot, from /proc; empty where there is no /proc. */
  started: z.string(),
  /** The kernel's boot id; empty where there is no /proc. */
  boot: z.string(),
  host: z.string(),
});
export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

export async function ownIdentity(): Promise<ProcessIdentity> {
  return {
    pid: process.pid,
    started: (await startTime(process.pid)) ?? '',
    boot: await bootId(),
    host: hostname(),
  };
}

/** False only when the process has certainly ended; of another machine's process nothing is certain. */
export async function mayBeAlive(identity: ProcessIdentity): Promise<boolean> {
  if (identity.host !== hostname()) return true;
  if (identity.boot !== (await bootId())) return false;
  if (identity.started !== '') return identity.started === (await startTime(identity.pid));
  try {
    process.kill(identity.pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Undefined for a process that has ended, a zombie included. */
async function startTime(pid: number): Promise<string | undefined> {
  const line = await readIfThere(`/proc/${pid}/stat`);
  // The second field is the program's name in parentheses and may hold spaces and parentheses itself (proc(5)).
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  return state === 'Z' || state === 'X' ? undefined : fields[19];
}

async function bootId(): Promise<string> {
  return (await readIfThere('/proc/sys/kernel/random/boot_id')).trim();
}

async function readIfThere(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
