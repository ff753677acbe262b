import { readFile, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { BuiltEnvironment } from '../../core/environment.ts';
import { findCgroup } from '../cgroup/find-cgroup.ts';
import { closedParent } from '../environment/environment-store.ts';
import type { MachineFinding } from './finding.ts';

const mebibyte = 2 ** 20;

export function examineEnvironment(built: BuiltEnvironment | undefined): MachineFinding {
  const finding = { name: 'environment', ok: built !== undefined, needed: true };
  if (built === undefined) return { ...finding, detail: 'not built', remedy: 'seceval env build' };
  return { ...finding, detail: `Debian ${built.debian}, Python ${built.python}: ${built.root}` };
}

/** As root sandboxes run under ordinary user ids, which must be able to enter the store. */
export async function examineStore(store: string, isRoot: boolean): Promise<MachineFinding> {
  const closed = isRoot ? await closedParent(store) : undefined;
  const finding = { name: 'store', ok: closed === undefined, needed: true };
  if (closed === undefined) return { ...finding, detail: store };
  const remedy = `chmod o+x ${closed}, or set SECEVAL_CACHE to a folder that all users can enter`;
  return { ...finding, detail: `${store}: ${closed} is closed to other users`, remedy };
}

export async function examineDisk(store: string, isBuilt: boolean): Promise<MachineFinding> {
  const { bavail, bsize } = await nearestFileSystem(resolve(store));
  const free = Math.floor((bavail * bsize) / mebibyte);
  const least = isBuilt ? 100 : 1000;
  const finding = { name: 'disk', ok: free >= least, detail: `${free} MiB free for ${store}`, needed: true };
  if (finding.ok) return finding;
  return { ...finding, remedy: `free ${least} MiB there, or set SECEVAL_CACHE to a folder with more room` };
}

async function nearestFileSystem(folder: string): Promise<{ bavail: number; bsize: number }> {
  try {
    return await statfs(folder);
  } catch {
    return folder === '/' ? { bavail: 0, bsize: 1 } : nearestFileSystem(dirname(folder));
  }
}

/** A backstop: limits hold without it, for the judge watches all processes of a candidate itself. */
export async function examineCgroup(): Promise<MachineFinding> {
  const search = await findCgroup();
  const detail = search.found
    ? `${search.detail}: the kernel bounds what a candidate's processes hold together`
    : `${search.detail}: what a candidate's processes hold together is bounded by the judge's watch alone`;
  return { name: 'cgroup', ok: true, detail, needed: false };
}

/** Tasks that require `system-call-notification` swap files at a system call of the candidate. */
export async function examineNotification(): Promise<MachineFinding> {
  const actions = (await textOf('/proc/sys/kernel/seccomp/actions_avail')).split(/\s+/);
  const ok = actions.includes('user_notif');
  const finding = { name: 'system-call-notification', ok, needed: false };
  if (ok && (await yamaScope()) >= 3) {
    const detail = 'Yama lets nobody read what a held call names (kernel.yama.ptrace_scope is 3, until the next boot)';
    return { ...finding, ok: false, detail, remedy: 'boot with a lower kernel.yama.ptrace_scope' };
  }
  if (ok) return { ...finding, detail: 'seccomp has user_notif' };
  const remedy = 'a kernel of 5.0 or newer with CONFIG_SECCOMP_FILTER; tasks that require it are skipped';
  return { ...finding, detail: 'seccomp has no user_notif', remedy };
}

/**
 * Who may read the memory of a process: 0 its user, 1 those above it, 2 whoever has the capability, 3 nobody; 0 without
 * Yama. The judge is not above a host, and reads there what a held call names.
 */
export async function yamaScope(): Promise<number> {
  return Number((await textOf('/proc/sys/kernel/yama/ptrace_scope')).trim());
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
