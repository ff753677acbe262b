import { findCgroup } from './find-cgroup.ts';
import { createSlotCgroups, type SlotCgroups } from './slot-cgroups.ts';

export interface OpenCgroups {
  /** Undefined where no group can be made: the judge's own watch and the limits of each process stand alone. */
  readonly slots: SlotCgroups | undefined;
  /** For the manifest: how the sum over a candidate's processes is bound, after what the judge does itself. */
  readonly told: string;
}

/** Groups for the candidates of each sandbox, where this machine lets seceval make some. */
export async function openCgroups(): Promise<OpenCgroups> {
  const search = await findCgroup();
  if (!search.found) return { slots: undefined, told: `no cgroup (${search.detail})` };
  try {
    const told = `a cgroup of each sandbox (version ${search.place.version}) bounds the sum`;
    return { slots: createSlotCgroups(search.place), told };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { slots: undefined, told: `no cgroup (${reason})` };
  }
}
