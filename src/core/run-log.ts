import type { RunEvent } from './run.ts';

/** Texts kept by the SHA-256 of their content. */
export interface BlobReader {
  /** Undefined when the text is not there or no longer has this hash: a power cut may take what was written last. */
  readBlob(hash: string): Promise<string | undefined>;
}

/** Where a run writes: the event log, which is the truth, and the long texts that events name by hash. */
export interface RunLog extends BlobReader {
  /** Resolves once the event survives the death of this process. Throws `EnvironmentFault` (a full disk). */
  append(event: RunEvent): Promise<void>;
  /** Resolves to the hash once the text is there; put it before the event that names it. */
  putBlob(text: string): Promise<string>;
  /** Waits for what is under way, forces it to the disk and frees the run for other processes. */
  close(): Promise<void>;
}
