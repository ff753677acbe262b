import { constants, type Stats } from 'node:fs';
import { access, mkdtemp, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { SecevalError, UserMistake } from '../core/errors.ts';
import { makeFolder, nothingCanBeMadeIn } from '../core/make-folder.ts';
import { errorCode } from '../store/file-faults.ts';

/** Writes what a flag has named a file for, and makes the folder that it lies in. Throws UserMistake, EnvironmentFault. */
export async function writeOutput(file: string, content: string | Uint8Array, flag: string): Promise<void> {
  assertNamed(file, flag);
  try {
    await makeFolder(dirname(resolve(file)));
    await writeFile(file, content);
  } catch (cause) {
    throw cannotWrite(file, cause);
  }
}

/** Throws as `writeOutput` would in the end, before what is to be written has cost anything. Leaves nothing behind. */
export async function assertOutput(file: string, flag: string): Promise<void> {
  assertNamed(file, flag);
  if (file === '-') return;
  try {
    const found = await statOf(file);
    if (found?.isDirectory() || file.endsWith('/')) {
      throw new UserMistake(`${flag} ${file} is a folder`, { hint: `name a file in it: ${join(file, 'report.html')}` });
    }
    if (found === undefined) await assertRoom(dirname(resolve(file)));
    else await access(file, constants.W_OK);
  } catch (cause) {
    throw cannotWrite(file, cause);
  }
}

/** Only making something shows whether a folder, or the nearest above it that is there, takes anything. */
async function assertRoom(folder: string): Promise<void> {
  if ((await statOf(folder)) === undefined) return assertRoom(dirname(folder));
  try {
    await rmdir(await mkdtemp(join(folder, '.seceval-')));
  } catch (cause) {
    throw errorCode(cause) === 'ENOENT' ? nothingCanBeMadeIn(folder, cause) : cause;
  }
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function assertNamed(file: string, flag: string): void {
  if (file === '')
    throw new UserMistake(`${flag} has an empty name`, { hint: 'name a file, or - for standard output' });
}

function cannotWrite(file: string, cause: unknown): SecevalError {
  if (SecevalError.isInstance(cause)) return cause;
  return new UserMistake(`cannot write ${file}`, { cause, hint: 'name a file in a folder that you may write to' });
}
