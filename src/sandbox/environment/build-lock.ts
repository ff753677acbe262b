import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EnvironmentFault } from '../../core/errors.ts';

export interface LockOptions {
  readonly onWait?: (holder: number) => void;
  readonly pollMs?: number;
}

/** Runs `work` while holding the lock file; waits for a living holder, takes over from a dead one. */
export async function withBuildLock<Result>(
  lockFile: string,
  options: LockOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  await mkdir(dirname(lockFile), { recursive: true });
  let announced = false;
  while (!(await take(lockFile))) {
    const holder = await livingHolder(lockFile);
    if (holder === undefined) {
      await rm(lockFile, { force: true });
      continue;
    }
    if (!announced) options.onWait?.(holder);
    announced = true;
    await sleep(options.pollMs ?? 500);
  }
  try {
    return await work();
  } finally {
    await rm(lockFile, { force: true });
  }
}

async function take(lockFile: string): Promise<boolean> {
  try {
    await writeFile(lockFile, `${process.pid} ${await startTime(process.pid)}\n`, { flag: 'wx' });
    return true;
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') return false;
    throw new EnvironmentFault(`cannot write ${lockFile}`, { cause, hint: 'set SECEVAL_CACHE to a writable folder' });
  }
}

async function livingHolder(lockFile: string): Promise<number | undefined> {
  const text = await readFile(lockFile, 'utf8').catch(() => '');
  // Between creation and writing the file is empty for an instant: its holder is alive, unknown as yet.
  if (text === '') return (await isYoung(lockFile)) ? 0 : undefined;
  const [pid, started] = text.trim().split(' ');
  const holder = Number(pid);
  return (await startTime(holder)) === started ? holder : undefined;
}

async function isYoung(lockFile: string): Promise<boolean> {
  const modified = await stat(lockFile).then(
    (found) => found.mtimeMs,
    () => 0,
  );
  return Date.now() - modified < 5000;
}

/** Clock ticks since boot at which a process started: tells it from a later one with the same id. */
async function startTime(pid: number): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The command name, in brackets, may hold spaces: count from its end.
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19];
}

function errorCode(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
}
