import type { SlotCgroup } from '../cgroup/slot-cgroups.ts';

export interface SupervisorSettings {
  /** Modules imported once by the forker, before any candidate. */
  readonly warm: readonly string[];
  /** What is handed to the supervisor beside its three pipes. */
  readonly group?: SlotCgroup | undefined;
}

/** The supervisor's only word. Candidates may be able to read it: nothing of a task. */
export function supervisorSettings({ warm, group }: SupervisorSettings): string {
  return JSON.stringify({ warm, ...(group && { descriptors: group.descriptors.length, cgroup: group.settings }) });
}
