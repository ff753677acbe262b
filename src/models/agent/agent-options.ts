import type { AgentProject } from '../../core/agent-project.ts';
import type { AttemptKey } from '../../core/attempt.ts';

/** Where a command of the user's runs. `container` takes an image of theirs. */
export type AgentSandbox =
  | { readonly kind: 'bubblewrap' }
  | { readonly kind: 'container'; readonly engine: string; readonly image: string }
  | { readonly kind: 'none' };

export interface AgentOptions {
  readonly layOut: (attempt: AttemptKey) => AgentProject;
  readonly sandbox: AgentSandbox;
  readonly network: boolean;
  /** Wall-clock seconds for one attempt. */
  readonly timeoutSeconds: number;
  /** Names of environment variables that reach the agent. Their values are never stored. */
  readonly variables: readonly string[];
  /** Paths of the machine that it may read beside the system: its own installation, its settings. */
  readonly mounts: readonly string[];
  /** Paths that it must never see: this package, suites, runs. */
  readonly hidden: readonly string[];
  /** US dollars that an attempt counts as where the agent tells no cost. */
  readonly costUsd?: number | undefined;
}
