import type { ChildProcess } from 'node:child_process';

/** Kinds of outer sandbox. Their order says nothing: `src/sandbox/tiers/choose-tier.ts` has the order of choice. */
export const tierNames = ['bubblewrap', 'container', 'uids', 'runsc', 'unsafe-process'] as const;
export type TierName = (typeof tierNames)[number];

/** What a task may need beyond the sandbox itself (`requires` of task.yaml), and a tier may be unable to give. */
export const requirements = [
  'system-call-notification',
  /** A loopback of the candidate's own, on which the judge serves: what the fixture `network` needs. */
  'network',
  /** /proc, as far as a process may see itself in it. */
  'proc',
  /** Processes, IPC and file systems of a candidate's own, so that the kernel bounds and hides them. */
  'namespaces',
] as const;
export type Requirement = (typeof requirements)[number];

/** A started sandbox. Its process speaks with the harness inside over three pipes, and ends when the sandbox has. */
export interface RunningSandbox {
  readonly process: ChildProcess;
  /** Ends all of it, now. `process` closes when nothing of it is left. */
  kill(): void;
}
