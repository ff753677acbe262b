import { setTimeout as delay } from 'node:timers/promises';
import { EnvironmentFault } from '../core/errors.ts';
import { asFileFault } from './file-faults.ts';

const batchMs = 2;
const syncMs = 1000;

/** The part of a `FileHandle` that is used here; the file must be open for appending. */
export interface AppendTarget {
  write(bytes: Uint8Array): Promise<{ readonly bytesWritten: number }>;
  truncate(size: number): Promise<void>;
  datasync(): Promise<void>;
  close(): Promise<void>;
}

interface Batch {
  readonly lines: string[];
  readonly written: Promise<void>;
}

/**
 * Appends lines, all that come within a few milliseconds in one write call. A line is safe from the death of this
 * process once `append` resolves. It is forced to the disk within a second: a power cut can take that last second.
 */
export class LineAppender {
  readonly #target: AppendTarget;
  readonly #path: string;
  #size: number;
  #batch: Batch | undefined;
  #previous: Promise<void> = Promise.resolve();
  #syncTimer: NodeJS.Timeout | undefined;
  /** Set once; from then on nothing is written, for a log with a hole is worth less than one that ends. */
  #failure: unknown;

  constructor(target: AppendTarget, path: string, size: number) {
    this.#target = target;
    this.#path = path;
    this.#size = size;
  }

  append(line: string): Promise<void> {
    this.#batch ??= this.#openBatch();
    this.#batch.lines.push(line);
    return this.#batch.written;
  }

  async close(): Promise<void> {
    await this.#previous;
    clearTimeout(this.#syncTimer);
    if (this.#failure === undefined) await this.#sync();
    const failure = this.#failure;
    this.#failure ??= new EnvironmentFault(`${this.#path} is closed`);
    await this.#target.close();
    if (failure !== undefined) throw failure;
  }

  #openBatch(): Batch {
    const lines: string[] = [];
    const written = this.#previous
      .then(() => delay(batchMs))
      .then(() => {
        this.#batch = undefined;
        return this.#write(Buffer.from(`${lines.join('\n')}\n`));
      });
    this.#previous = written.catch(() => undefined);
    return { lines, written };
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    try {
      let written = 0;
      while (written < bytes.length) {
        written += (await this.#target.write(bytes.subarray(written))).bytesWritten;
      }
    } catch (error) {
      this.#failure = asFileFault(`write ${this.#path}`, error);
      // A full disk takes a part of a line before it refuses the rest. If even this fails, reopening cuts it off.
      await this.#target.truncate(this.#size).catch(() => undefined);
      throw this.#failure;
    }
    this.#size += bytes.length;
    this.#syncTimer ??= setTimeout(() => {
      this.#syncTimer = undefined;
      void this.#sync();
    }, syncMs).unref();
  }

  /** Never rejects: a timer has nobody to throw to, so the next append or close reports the failure. */
  async #sync(): Promise<void> {
    try {
      await this.#target.datasync();
    } catch (error) {
      this.#failure ??= asFileFault(`write ${this.#path} to the disk`, error);
    }
  }
}
