import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EnvironmentFault } from '../../core/errors.ts';
import { assertReachable, environmentStore } from './environment-store.ts';

test('the store is the machine’s for root, the user’s own otherwise, and wherever one says', () => {
  expect(environmentStore({}, true)).toBe('/var/cache/seceval');
  expect(environmentStore({ XDG_CACHE_HOME: '/caches' }, false)).toBe('/caches/seceval');
  expect(environmentStore({}, false)).toMatch(/\.cache\/seceval$/);
  expect(environmentStore({ SECEVAL_CACHE: '/big/disk', XDG_CACHE_HOME: '/caches' }, true)).toBe('/big/disk');
  expect(environmentStore({ SECEVAL_CACHE: '' }, true)).toBe('/var/cache/seceval');
});

test('as root a store below a closed folder is refused, with the folder’s name', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'seceval-store-'));
  try {
    const store = join(closed, 'a', 'b');
    await mkdir(store, { recursive: true });
    await expect(assertReachable(store, true)).rejects.toThrow(EnvironmentFault);
    await expect(assertReachable(store, true)).rejects.toThrow(closed);
    await expect(assertReachable(store, false)).resolves.toBeUndefined();
    await chmod(closed, 0o711);
    await expect(assertReachable(join(store, 'not', 'made', 'yet'), true)).resolves.toBeUndefined();
  } finally {
    await rm(closed, { recursive: true });
  }
});
