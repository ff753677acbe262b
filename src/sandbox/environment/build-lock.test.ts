import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withBuildLock } from './build-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seceval-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('work under one lock never overlaps, and the second is told whom it waits for', async () => {
  const lock = join(folder, 'x.lock');
  const events: string[] = [];
  const holders: number[] = [];
  const job = (name: string) =>
    withBuildLock(lock, { pollMs: 5, onWait: (holder) => holders.push(holder) }, async () => {
      events.push(`${name} starts`);
      await sleep(30);
      events.push(`${name} ends`);
    });
  await Promise.all([job('a'), job('b')]);
  const first = events[0]?.[0];
  const second = first === 'a' ? 'b' : 'a';
  expect(events).toEqual([`${first} starts`, `${first} ends`, `${second} starts`, `${second} ends`]);
  expect(holders).toEqual([process.pid]);
  expect(await readdir(folder)).toEqual([]);
});

test('the lock of a dead process, or of a later one with its id, is taken over', async () => {
  const lock = join(folder, 'x.lock');
  const { pid } = spawnSync('true');
  for (const content of [`${pid} 12345\n`, `${process.pid} 1\n`]) {
    await writeFile(lock, content);
    await expect(withBuildLock(lock, { pollMs: 5 }, async () => 'done')).resolves.toBe('done');
  }
});

test('a failure releases the lock', async () => {
  const lock = join(folder, 'deep', 'x.lock');
  await expect(withBuildLock(lock, {}, () => Promise.reject(new TypeError('no')))).rejects.toThrow('no');
  await expect(withBuildLock(lock, {}, async () => 1)).resolves.toBe(1);
});
