import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ownIdentity } from './process-identity.ts';
import { lockRun } from './run-lock.ts';
import { temporaryFolder } from './testing/sample-run.ts';

async function folderLockedBy(holder: unknown): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'lock.json'), typeof holder === 'string' ? holder : JSON.stringify(holder));
  return folder;
}

describe('lockRun', () => {
  it('refuses a second writer and names the first', async () => {
    const folder = await temporaryFolder();
    const lock = await lockRun(folder);
    await expect(lockRun(folder)).rejects.toThrow(`process ${process.pid}`);
    await lock.release();
    await (await lockRun(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes over from a process that is gone', async () => {
    const folder = await folderLockedBy({ ...(await ownIdentity()), pid: 2 ** 22 + 1 });
    await (await lockRun(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not deceived by another process that has the pid now', async () => {
    const folder = await folderLockedBy({ ...(await ownIdentity()), started: '1' });
    await (await lockRun(folder)).release();
  });

  it('takes over after a restart of the machine', async () => {
    const folder = await folderLockedBy({ ...(await ownIdentity()), boot: 'an earlier one' });
    await (await lockRun(folder)).release();
  });

  it('takes over what is no lock at all', async () => {
    const folder = await folderLockedBy('torn');
    await (await lockRun(folder)).release();
  });

  it('never takes over from another machine, and says what to do', async () => {
    const folder = await folderLockedBy({ ...(await ownIdentity()), host: 'elsewhere', pid: 2 ** 22 + 1 });
    await expect(lockRun(folder)).rejects.toMatchObject({
      message: expect.stringContaining('on elsewhere'),
      hint: expect.stringContaining('lock.json'),
    });
  });

  it('lets exactly one of many in who find the same dead lock', async () => {
    const dead = { ...(await ownIdentity()), started: '1' };
    const contest = async () => {
      const folder = await folderLockedBy(dead);
      const tries = Array.from({ length: 8 }, async (_, index) => {
        await delay(index / 2);
        return lockRun(folder);
      });
      const winners = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled');
      return { winners: winners.length, files: await readdir(folder) };
    };
    for (const result of await Promise.all(Array.from({ length: 30 }, contest))) {
      expect(result).toEqual({ winners: 1, files: ['lock.json'] });
    }
  });
});
