import { createReadStream } from 'node:fs';
import { errorCode, withFileFaults } from './file-faults.ts';

export interface Line {
  /** Counts from 1. */
  readonly number: number;
  readonly text: string;
  /** False for a last line without its newline. */
  readonly ended: boolean;
}

const newline = 0x0a;

/**
 * Streams the lines of a file; nothing when there is no file. Only `\n` ends a line: `node:readline` would also break
 * at U+2028, which JSON leaves unescaped. Memory is bounded by the longest line.
 */
export async function* readLines(path: string): AsyncGenerator<Line> {
  let number = 0;
  let carried: Buffer[] = [];
  const chunks: AsyncIterator<Buffer> = createReadStream(path, { highWaterMark: 1 << 18 })[Symbol.asyncIterator]();
  for (;;) {
    const chunk = await nextChunk(path, chunks);
    if (chunk === undefined) break;
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      carried.push(chunk.subarray(start, end));
      yield { number: ++number, text: Buffer.concat(carried).toString('utf8'), ended: true };
      carried = [];
      start = end + 1;
    }
    if (start < chunk.length) carried.push(chunk.subarray(start));
  }
  if (carried.length > 0) yield { number: ++number, text: Buffer.concat(carried).toString('utf8'), ended: false };
}

async function nextChunk(path: string, chunks: AsyncIterator<Buffer>): Promise<Buffer | undefined> {
  return withFileFaults(`read ${path}`, async () => {
    try {
      const next = await chunks.next();
      return next.done === true ? undefined : next.value;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  });
}
