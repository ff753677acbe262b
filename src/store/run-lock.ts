import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { UserMistake } from '../core/errors.ts';
import { errorCode, withFileFaults } from './file-faults.ts';
import { parseJson } from './parse-json.ts';
import { mayBeAlive, ownIdentity, processIdentitySchema } from './process-identity.ts';

export interface RunLock {
  release(): Promise<void>;
}

/** Long enough for another process that took the same dead lock over to have finished doing so. */
const settleMs = 50;

/** Makes this process the only writer of a run. The lock of a process that has died is taken over. */
export async function lockRun(runFolder: string): Promise<RunLock> {
  const path = join(runFolder, 'lock.json');
  const unique = randomBytes(6).toString('hex');
  const mine = JSON.stringify({ ...(await ownIdentity()), unique });
  await withFileFaults(`lock ${runFolder}`, async () => {
    if (await claim(path, mine, unique)) return;
    const holder = await readLock(path);
    if (holder !== undefined) await removeDead(path, holder, unique);
    if (!(await claim(path, mine, unique))) throw inUse(path, await readLock(path));
    await delay(settleMs);
    if ((await readLock(path)) !== mine) throw inUse(path, await readLock(path));
  });
  return {
    release: () =>
      withFileFaults(`unlock ${runFolder}`, async () => {
        if ((await readLock(path)) === mine) await rm(path, { force: true });
      }),
  };
}

/** Some living process writes the run. */
export async function isBeingWritten(runFolder: string): Promise<boolean> {
  const holder = await readLock(join(runFolder, 'lock.json'));
  const identity = processIdentitySchema.safeParse(parseJson(holder ?? ''));
  return identity.success && mayBeAlive(identity.data);
}

/** Creates the lock with its content in one step (a hard link): nobody ever reads an empty one. */
async function claim(path: string, content: string, unique: string): Promise<boolean> {
  const draft = `${path}.${unique}`;
  await writeFile(draft, content);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function removeDead(path: string, holder: string, unique: string): Promise<void> {
  const identity = processIdentitySchema.safeParse(parseJson(holder));
  if (identity.success && (await mayBeAlive(identity.data))) throw inUse(path, holder);
  const aside = `${path}.${unique}.dead`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  // Between reading and moving, another process may have taken over: then it was its living lock, and goes back.
  const moved = await readLock(aside);
  if (moved !== holder) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

async function readLock(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function inUse(path: string, holder: string | undefined): UserMistake {
  const identity = processIdentitySchema.safeParse(parseJson(holder ?? ''));
  const who = identity.success ? `process ${identity.data.pid} on ${identity.data.host}` : 'another process';
  return new UserMistake(`the run is being written by ${who}`, {
    hint: `wait for it or stop it; if it is certainly gone, delete ${path}`,
  });
}
