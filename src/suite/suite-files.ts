import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../core/canonical.ts';
import { EnvironmentFault } from '../core/errors.ts';

/** Reads files of a suite and remembers them: what was read is what the fingerprint covers, no more and no less. */
export interface SuiteFiles {
  readonly folder: string;
  /** Text of a file, by its path in the suite with `/`; undefined when there is none. */
  read(path: string): Promise<string | undefined>;
  /** The same, whatever is in it. */
  readBytes(path: string): Promise<Buffer | undefined>;
  /** Sorted entries of a folder, told apart; empty when there is none. Links are not followed. */
  entries(path: string): Promise<{ readonly name: string; readonly isFolder: boolean }[]>;
  /** Sorted names of a folder's entries; empty when there is none. */
  list(path: string): Promise<string[]>;
  fingerprint(): string;
}

export function openSuiteFiles(folder: string): SuiteFiles {
  const hashes = new Map<string, string>();
  async function readBytes(path: string): Promise<Buffer | undefined> {
    const content = await tolerateMissing(readFile(join(folder, path)), join(folder, path));
    if (content !== undefined) hashes.set(path, sha256(content));
    return content;
  }
  return {
    folder,
    readBytes,
    read: async (path) => (await readBytes(path))?.toString('utf8'),
    async entries(path) {
      const found = await tolerateMissing(readdir(join(folder, path), { withFileTypes: true }), join(folder, path));
      return (found ?? [])
        .filter((entry) => entry.isFile() || entry.isDirectory())
        .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async list(path) {
      const names = await tolerateMissing(readdir(join(folder, path)), join(folder, path));
      return (names ?? []).sort();
    },
    fingerprint() {
      const paths = [...hashes.keys()].sort();
      return sha256(paths.map((path) => `${path}\0${hashes.get(path)}\n`).join(''));
    },
  };
}

async function tolerateMissing<Found>(found: Promise<Found>, path: string): Promise<Found | undefined> {
  try {
    return await found;
  } catch (cause) {
    const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new EnvironmentFault(`cannot read ${path}: ${String(code)}`, { cause });
  }
}
