import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { EnvironmentFault } from './errors.ts';

/**
 * Makes a folder and those that it lies in. Node's own `recursive` tries for ever where a folder is there and none can be
 * made in it, as in /proc. That is an EnvironmentFault here; every other error is the system's own.
 */
export async function makeFolder(path: string): Promise<void> {
  const folder = resolve(path);
  if (await isFolder(folder)) return;
  const parent = dirname(folder);
  await makeFolder(parent);
  try {
    await mkdir(folder);
  } catch (error) {
    // Another process was quicker.
    if (codeOf(error) === 'EEXIST' && (await isFolder(folder))) return;
    if (codeOf(error) === 'ENOENT') throw nothingCanBeMadeIn(parent, error);
    throw error;
  }
}

/** Says of a folder that is there what ENOENT means then. */
export function nothingCanBeMadeIn(folder: string, cause: unknown): EnvironmentFault {
  return new EnvironmentFault(`nothing can be made in ${folder}`, {
    hint: 'its file system takes no files from anyone: name a folder elsewhere',
    cause,
  });
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
