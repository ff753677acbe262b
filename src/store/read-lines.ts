import { type FileHandle, open } from 'node:fs/promises';
import { errorCode, withFileFaults } from './file-faults.ts';

export interface Line {
  /** Counts from 1. */
  readonly number: number;
  readonly text: string;
  /** False for a last line without its newline. */
  readonly ended: boolean;
}

/** Whole lines, each with its newline but for a last one that has none. */
export interface LineBlock {
  /** Good until the next block is asked for. */
  readonly bytes: Buffer;
  readonly ended: boolean;
}

export const newline = 0x0a;
const blockSize = 1 << 20;
/** Most lines are shorter. */
const lineSize = 1 << 14;

/** Streams the lines of a file; nothing when there is no file. */
export async function* readLines(path: string): AsyncGenerator<Line> {
  let number = 0;
  for await (const { bytes, ended } of readLineBlocks(path)) {
    for (let start = 0; start < bytes.length; ) {
      const end = ended ? bytes.indexOf(newline, start) : bytes.length;
      yield { number: ++number, text: bytes.toString('utf8', start, end), ended };
      start = end + 1;
    }
  }
}

/**
 * The same as bytes, a megabyte at a time, for files of millions of lines. Only `\n` ends a line: `node:readline` would also
 * break at U+2028, which JSON leaves unescaped. Memory is bounded by the longest line.
 */
export async function* readLineBlocks(path: string): AsyncGenerator<LineBlock> {
  const file = await openIfThere(path);
  if (file === undefined) return;
  try {
    let buffer = Buffer.allocUnsafe(blockSize);
    let held = 0;
    for (;;) {
      // What begins a line whose end has not been read stands at the front.
      const { bytesRead } = await withFileFaults(`read ${path}`, () => file.read(buffer, held, buffer.length - held));
      if (bytesRead === 0) break;
      const end = buffer.lastIndexOf(newline, held + bytesRead - 1) + 1;
      held += bytesRead;
      if (end > 0) {
        yield { bytes: buffer.subarray(0, end), ended: true };
        buffer.copyWithin(0, end, held);
        held -= end;
      }
      if (held === buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
    }
    if (held > 0) yield { bytes: buffer.subarray(0, held), ended: false };
  } finally {
    await file.close();
  }
}

/** The lines that begin at these places of a file, without their newlines; empty for a place that is not in it. */
export async function readLinesAt(path: string, starts: readonly number[]): Promise<string[]> {
  const file = await openIfThere(path);
  if (file === undefined) return starts.map(() => '');
  try {
    const lines: string[] = [];
    for (const start of starts) lines.push(await withFileFaults(`read ${path}`, () => readLineAt(file, start)));
    return lines;
  } finally {
    await file.close();
  }
}

async function readLineAt(file: FileHandle, start: number): Promise<string> {
  let buffer = Buffer.allocUnsafe(lineSize);
  let held = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, held, buffer.length - held, start + held);
    const end = buffer.subarray(held, held + bytesRead).indexOf(newline);
    if (end !== -1 || bytesRead === 0) return buffer.toString('utf8', 0, held + Math.max(0, end));
    held += bytesRead;
    if (held === buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  return withFileFaults(`read ${path}`, async () => {
    try {
      return await open(path);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  });
}
