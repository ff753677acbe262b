import type { Decoding } from '../core/model.ts';
import type { Task } from '../core/task.ts';
import type { AgentOptions } from './agent/agent-options.ts';

/** Environment variables, as `process.env` has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

export interface ModelOptions {
  readonly decoding?: Decoding;
  /** Where the provider's API is, version path included: `http://127.0.0.1:8000/v1`. */
  readonly baseUrl?: string;
  /** The suite's tasks by id; `reference:` models need them. */
  readonly tasks?: ReadonlyMap<string, Task>;
  /** `agent:` models need them. */
  readonly agent?: AgentOptions;
  readonly env?: Variables;
  readonly fetch?: typeof globalThis.fetch;
}
