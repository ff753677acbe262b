// Contract of the outer sandboxes: what differs between bubblewrap, a container and the others, and nothing else.
import type { BuiltEnvironment } from '../../core/environment.ts';
import type { Requirement, RunningSandbox, TierName } from '../../core/tier.ts';

export interface SandboxOptions {
  readonly environment: BuiltEnvironment;
  /** Folder with harness/ and etc/ in it, where a slot's user can read it. */
  readonly harness: string;
  /** Modules imported once by the forker, before any candidate. */
  readonly warm: readonly string[];
}

/** What came of trying a tier's set-up on this machine. */
export type TierFinding =
  | { readonly works: true; readonly detail: string; readonly deviations?: readonly string[] }
  | { readonly works: false; readonly detail: string; readonly remedy?: string };

/** A tier made ready for one environment. */
export interface OpenTier {
  /** Starts a sandbox whose first process is the harness's supervisor. Nothing but the three pipes is inherited. */
  start(slot: number): RunningSandbox;
  /** Limit → how it is held, for the manifest. */
  readonly limits: Readonly<Record<string, string>>;
  /** Where they depend on what this machine allows; those of the tier otherwise. */
  readonly deviations?: readonly string[];
  readonly lacks?: ReadonlySet<Requirement>;
  /** Removes what `open` has made; the sandboxes have ended before. */
  close(): Promise<void>;
}

export interface Tier {
  readonly name: TierName;
  /** What it cannot refuse or bound that the others do, one sentence each: for doctor and the manifest. */
  readonly deviations: readonly string[];
  /** What it cannot give by its nature; the machine may lack more. */
  readonly lacks: ReadonlySet<Requirement>;
  /** Tries the set-up for real, nesting included, and changes nothing that lasts. `environment` is absent if not built. */
  examine(environment: BuiltEnvironment | undefined): Promise<TierFinding>;
  /** Throws EnvironmentFault where it cannot be made ready. */
  open(options: SandboxOptions): Promise<OpenTier>;
}
