import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CgroupPlace } from './find-cgroup.ts';

/** What the harness is told: numbers of descriptors as they are inside, from 3 on. */
export interface CgroupSettings {
  readonly join: readonly number[];
  readonly memory: number;
  readonly processes: number;
  readonly events: number;
  /** How often the group's own bound was met, and the most that it ever held; absent where the kernel does not tell. */
  readonly hits?: number;
  readonly peak?: number;
}

export interface SlotCgroup {
  /** To be handed to the sandbox's process, in this order, from number 3 on. */
  readonly descriptors: readonly number[];
  readonly settings: CgroupSettings;
}

export interface SlotCgroups {
  of(slot: number): SlotCgroup;
  /** Removes the groups; their processes have ended. */
  close(): void;
}

const prefix = 'seceval-';

/** A group for the candidates of each sandbox, made when it is first asked for. Throws where that is refused. */
export function createSlotCgroups(place: CgroupPlace, makeGroup: (folder: string) => void = makeFolder): SlotCgroups {
  // A process may judge in several places at once.
  const name = `${prefix}${process.pid}-${randomBytes(4).toString('hex')}`;
  const parents = [...new Set([place.memory, place.pids])].map((folder) => join(folder, name));
  const [memory = '', pids = memory] = parents;
  for (const folder of new Set([place.memory, place.pids])) removeOrphans(folder);
  for (const parent of parents) makeGroup(parent);
  if (place.version === 2) writeFileSync(join(memory, 'cgroup.subtree_control'), '+memory +pids', { flag: 'r+' });
  const slots = new Map<number, SlotCgroup>();
  const open = (slot: number): SlotCgroup => {
    for (const parent of parents) makeGroup(join(parent, `slot-${slot}`));
    const file = (parent: string, name: string, flags = 'r+') => openSync(join(parent, `slot-${slot}`, name), flags);
    const first = 3;
    const joins = parents.map((parent) => file(parent, 'cgroup.procs'));
    const descriptors = [
      ...joins,
      file(memory, place.version === 1 ? 'memory.limit_in_bytes' : 'memory.max'),
      file(pids, 'pids.max'),
      file(memory, place.version === 1 ? 'memory.oom_control' : 'memory.events', 'r'),
    ];
    const next = first + joins.length;
    const settings = { join: joins.map((_, at) => first + at), memory: next, processes: next + 1, events: next + 2 };
    const [hits, peak] =
      place.version === 1 ? ['memory.failcnt', 'memory.max_usage_in_bytes'] : ['memory.events', 'memory.peak'];
    if (existsSync(join(memory, `slot-${slot}`, peak))) {
      descriptors.push(file(memory, hits, 'r'), openPeak(join(memory, `slot-${slot}`, peak)));
      return { descriptors, settings: { ...settings, hits: next + 3, peak: next + 4 } };
    }
    return { descriptors, settings };
  };
  return {
    of(slot) {
      const known = slots.get(slot) ?? open(slot);
      slots.set(slot, known);
      return known;
    },
    close() {
      for (const { descriptors } of slots.values()) for (const descriptor of descriptors) closeSync(descriptor);
      slots.clear(); // closed twice, the numbers may already be somebody else's
      for (const parent of parents) removeGroup(parent);
    },
  };
}

/** Writing begins it anew, through this descriptor; before Linux 6.12 version 2 only lets it be read. */
function openPeak(path: string): number {
  try {
    return openSync(path, 'r+');
  } catch {
    return openSync(path, 'r');
  }
}

/** The kernel fills it with its files. */
function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
}

/** Of processes that were killed before they could remove them. */
function removeOrphans(folder: string): void {
  for (const name of readdirSync(folder)) {
    const owner = new RegExp(`^${prefix}(\\d+)-[0-9a-f]+$`).exec(name)?.[1];
    if (owner !== undefined && !existsSync(`/proc/${owner}`)) removeGroup(join(folder, name));
  }
}

/** A group that still holds a process stays: the next seceval removes it. */
function removeGroup(folder: string): void {
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) rmdirSync(join(folder, entry.name));
    }
    rmdirSync(folder);
  } catch {
    // the kernel refuses to remove a group in use
  }
}
