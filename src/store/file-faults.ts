import { EnvironmentFault } from '../core/errors.ts';

/** What the machine may refuse, and what the reader can do about it. Any other file error is a bug of ours. */
const remedies: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: free some space, then resume',
  EDQUOT: 'the disk quota is used up: free some space, then resume',
  EFBIG: 'the file system allows no larger file',
  EACCES: 'no permission: check who owns the folder',
  EPERM: 'not permitted: check who owns the folder and what the file system allows',
  EROFS: 'the file system is read-only: choose another folder',
  ENOTSUP: 'the file system cannot do this (hard links, for instance): choose another folder',
  EIO: 'the disk reports an error: check its health',
  EMFILE: 'too many open files: raise the limit (ulimit -n)',
  ENFILE: 'the machine has too many open files',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a file of that name is in the way',
  ENOENT: 'a part of the path is not there and cannot be made',
  ENAMETOOLONG: 'the path is too long',
};

/** The system's name of an error (`ENOENT`), or undefined. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** An `EnvironmentFault` that says what could not be done and why, where the machine is to blame; else the error itself. */
export function asFileFault(doing: string, error: unknown): unknown {
  const code = errorCode(error);
  const hint = code === undefined ? undefined : remedies[code];
  if (hint === undefined) return error;
  return new EnvironmentFault(`cannot ${doing} (${code})`, { hint, cause: error });
}

export async function withFileFaults<Result>(doing: string, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw asFileFault(doing, error);
  }
}
