import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { EnvironmentFault } from '../../core/errors.ts';

/** Candidates of a run by root live under slot uids, which must be able to enter the store. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The folder that holds built environments: SECEVAL_CACHE, or the machine's cache for root, or the user's own. */
export function environmentStore(
  variables: Readonly<Record<string, string | undefined>> = process.env,
  root = isRoot(),
): string {
  const chosen = variables['SECEVAL_CACHE'];
  if (chosen) return resolve(chosen);
  if (root) return '/var/cache/seceval';
  const userCache = variables['XDG_CACHE_HOME'];
  return join(userCache ? resolve(userCache) : join(homedir(), '.cache'), 'seceval');
}

/** The first existing folder on the way to `folder` that other users cannot enter, or undefined. */
export async function closedParent(folder: string): Promise<string | undefined> {
  const path = resolve(folder);
  const above = dirname(path);
  const closed = above === path ? undefined : await closedParent(above);
  if (closed !== undefined) return closed;
  try {
    return ((await stat(path)).mode & 0o001) === 0 ? path : undefined;
  } catch {
    return undefined;
  }
}

/** As root the sandbox runs under an ordinary uid: a store below a home of mode 0700 could not be entered. */
export async function assertReachable(store: string, root = isRoot()): Promise<void> {
  if (!root) return;
  const closed = await closedParent(store);
  if (closed === undefined) return;
  throw new EnvironmentFault(
    `${closed} is closed to other users, so the sandbox cannot enter the environment below it`,
    {
      hint: `chmod o+x ${closed}, or set SECEVAL_CACHE to a folder that all users can enter`,
    },
  );
}
