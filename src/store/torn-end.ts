import type { FileHandle } from 'node:fs/promises';
import { parseJson } from './parse-json.ts';

const blockSize = 1 << 16;
const newline = 0x0a;

/** The size at which a log must be cut so that it ends with a whole line of JSON. Reads only the end of the file. */
export async function sizeWithoutTornEnd(file: FileHandle): Promise<number> {
  const { size } = await file.stat();
  const last = await newlineBefore(file, size);
  if (last === undefined) return 0;
  const previous = await newlineBefore(file, last);
  const start = previous === undefined ? 0 : previous + 1;
  const line = Buffer.alloc(last - start);
  await file.read(line, 0, line.length, start);
  return parseJson(line.toString('utf8')) === undefined ? start : last + 1;
}

/** The position of the last newline before `end`. */
async function newlineBefore(file: FileHandle, end: number): Promise<number | undefined> {
  const block = Buffer.alloc(blockSize);
  for (let stop = end; stop > 0; stop -= blockSize) {
    const start = Math.max(0, stop - blockSize);
    const { bytesRead } = await file.read(block, 0, stop - start, start);
    const found = block.subarray(0, bytesRead).lastIndexOf(newline);
    if (found !== -1) return start + found;
  }
  return undefined;
}
