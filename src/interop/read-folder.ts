import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserMistake } from '../core/errors.ts';

const mostFiles = 20_000;
const deepest = 4;

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

/** Every plain file below a folder by its path there, sorted. Links are not followed: they lead out of the data set. */
export async function readFolder(folder: string): Promise<Map<string, Buffer>> {
  const paths = await listFiles(folder, 16);
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path))] as const)));
}

/** The files of records that a path means: itself, or those below it whose names are wanted. */
export async function listRecordFiles(path: string, wanted: (name: string) => boolean): Promise<string[]> {
  if (!(await isFolder(path))) return [path];
  const found = (await listFiles(path, deepest)).filter(
    (file) => /\.jsonl?(\.gz)?$/.test(file) && !/(^|\/|-)Test\//.test(file) && wanted(basename(file)),
  );
  if (found.length > 0) return found.map((file) => join(path, file));
  throw new UserMistake(`${path} holds no file of records`, { hint: 'name a .json or .jsonl file' });
}

async function listFiles(folder: string, depth: number): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isFile()) found.push(entry.name);
    if (!entry.isDirectory() || depth === 0 || entry.name === '.git') continue;
    found.push(...(await listFiles(join(folder, entry.name), depth - 1)).map((path) => `${entry.name}/${path}`));
    if (found.length > mostFiles) throw new UserMistake(`${folder} holds more than ${mostFiles} files`);
  }
  return found.sort();
}
