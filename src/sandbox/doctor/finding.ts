export interface MachineFinding {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, one line. */
  readonly detail: string;
  /** Nothing can be judged without it. */
  readonly needed: boolean;
  /** What mends it: a command, or a setting by its exact name. */
  readonly remedy?: string;
}

/** Sandbox tiers that this version has, the strongest first; `none` when nothing can be judged here. */
export type Tier = 'bubblewrap' | 'none';

export interface MachineReport {
  readonly findings: readonly MachineFinding[];
  readonly tier: Tier;
}
