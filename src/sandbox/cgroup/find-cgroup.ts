import { access, constants, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Where groups for candidates can be made: version 1 has a folder for each controller, version 2 one for both. */
export interface CgroupPlace {
  readonly version: 1 | 2;
  readonly memory: string;
  readonly pids: string;
}

export type CgroupSearch =
  | { readonly found: true; readonly place: CgroupPlace; readonly detail: string }
  | { readonly found: false; readonly detail: string };

export interface CgroupFiles {
  readonly root: string;
  /** `/proc/self/cgroup`: which group of each hierarchy this process is in. */
  readonly own: string;
}

const machineFiles: CgroupFiles = { root: '/sys/fs/cgroup', own: '/proc/self/cgroup' };

/** Looks for a group that may be written, and has the controllers for memory and processes. Makes nothing. */
export async function findCgroup({ root, own }: CgroupFiles = machineFiles): Promise<CgroupSearch> {
  const lines = (await readFile(own, 'utf8').catch(() => '')).split('\n');
  const groupOf = (controller: string): string | undefined =>
    lines.map((line) => line.split(':')).find(([, names = '']) => names.split(',').includes(controller))?.[2];
  const [memory, pids, unified] = [groupOf('memory'), groupOf('pids'), groupOf('')];
  if (memory !== undefined && pids !== undefined) {
    const place = {
      version: 1 as const,
      memory: resolve(root, 'memory', `.${memory}`),
      pids: resolve(root, 'pids', `.${pids}`),
    };
    const good = (await isWritable(place.memory)) && (await isWritable(place.pids));
    if (good) return { found: true, place, detail: `version 1: ${place.memory}` };
    return { found: false, detail: 'version 1, not writable' };
  }
  if (unified === undefined) return { found: false, detail: 'this machine has none' };
  // A group that holds processes cannot hand controllers to groups below it, so the own one seldom does; root may use the top.
  for (const folder of [resolve(root, `.${unified}`), resolve(root)]) {
    const handed = (await readFile(join(folder, 'cgroup.subtree_control'), 'utf8').catch(() => '')).split(/\s+/);
    if (!handed.includes('memory') || !handed.includes('pids') || !(await isWritable(folder))) continue;
    return { found: true, place: { version: 2, memory: folder, pids: folder }, detail: `version 2: ${folder}` };
  }
  return { found: false, detail: 'version 2, no writable group has the memory and pids controllers' };
}

/** Making a group needs the folder; moving a process needs the file. */
async function isWritable(folder: string): Promise<boolean> {
  return Promise.all([folder, join(folder, 'cgroup.procs')].map((path) => access(path, constants.W_OK))).then(
    () => true,
    () => false,
  );
}
