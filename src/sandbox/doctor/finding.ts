import type { TierName } from '../../core/tier.ts';
import type { TierFinding } from '../tiers/tier.ts';

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

/** A tier, tried on this machine. */
export type TierReport = TierFinding & { readonly name: TierName; readonly deviations: readonly string[] };

export interface MachineReport {
  readonly findings: readonly MachineFinding[];
  /** In the order of choice; those that are never chosen by themselves come last. */
  readonly tiers: readonly TierReport[];
  /** The one that is used unless another is asked for; `none` when nothing can be judged here. */
  readonly tier: TierName | 'none';
}
