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

/** Streams the lines of a file; nothing when there is no file. */
export async function* readLines(path: string): AsyncGenerator<Line> {
  for await (const lines of readLineBatches(path)) yield* lines;
}

/**
 * The same, some hundred at a time, for files of millions of lines. Only `\n` ends a line: `node:readline` would also break
 * at U+2028, which JSON leaves unescaped. Memory is bounded by the longest line.
 */
export async function* readLineBatches(path: string): AsyncGenerator<Line[]> {
  let number = 0;
  let carried: Buffer[] = [];
  const chunks: AsyncIterator<Buffer> = createReadStream(path, { highWaterMark: 1 << 18 })[Symbol.asyncIterator]();
  for (;;) {
    const chunk = await nextChunk(path, chunks);
    if (chunk === undefined) break;
    let start = 0;
    const lines: Line[] = [];
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      lines.push({ number: ++number, text: decode(carried, chunk, { start, end }), ended: true });
      carried = [];
      start = end + 1;
    }
    if (lines.length > 0) yield lines;
    if (start < chunk.length) carried.push(chunk.subarray(start));
  }
  if (carried.length > 0) yield [{ number: ++number, text: Buffer.concat(carried).toString('utf8'), ended: false }];
}

function decode(carried: readonly Buffer[], chunk: Buffer, { start, end }: { start: number; end: number }): string {
  if (carried.length === 0) return chunk.toString('utf8', start, end);
  return Buffer.concat([...carried, chunk.subarray(start, end)]).toString('utf8');
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
