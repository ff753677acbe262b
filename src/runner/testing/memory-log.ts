import { sha256 } from '../../core/canonical.ts';
import type { RunEvent } from '../../core/run.ts';
import type { RunLog } from '../../core/run-log.ts';

/** A run log in memory that can do what happens to a real one: lose its end, or its blobs. */
export class MemoryLog implements RunLog {
  readonly #blobs: Map<string, string>;
  #text: string;

  constructor(text = '', blobs = new Map<string, string>()) {
    this.#text = text;
    this.#blobs = blobs;
  }

  async append(event: RunEvent): Promise<void> {
    await Promise.resolve();
    this.#text += `${JSON.stringify(event)}\n`;
  }

  async putBlob(text: string): Promise<string> {
    await Promise.resolve();
    const hash = sha256(text);
    this.#blobs.set(hash, text);
    return hash;
  }

  async readBlob(hash: string): Promise<string | undefined> {
    return this.#blobs.get(hash);
  }

  async close(): Promise<void> {}

  get size(): number {
    return this.#text.length;
  }

  /** What is found after the process was killed when `size` characters were written: the torn last line is gone. */
  killedAt(size: number): MemoryLog {
    const kept = this.#text.slice(0, size);
    return new MemoryLog(kept.slice(0, kept.lastIndexOf('\n') + 1), this.#blobs);
  }

  loseBlob(hash: string): void {
    this.#blobs.delete(hash);
  }

  events(): RunEvent[] {
    return this.#text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  }
}
