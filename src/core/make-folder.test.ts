import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seceval-make-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('folders are made as deep as is asked, and those that are there are left', async () => {
  await Promise.all([makeFolder(join(folder, 'a/b/c')), makeFolder(join(folder, 'a/b/d'))]);
  await makeFolder(join(folder, 'a/b'));
  expect((await stat(join(folder, 'a/b/c'))).isDirectory()).toBe(true);
  expect((await stat(join(folder, 'a/b/d'))).isDirectory()).toBe(true);
});

test('a file in the way is the error of the system', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(makeFolder(join(folder, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(folder, 'file/below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

// Node's own recursive mkdir never answers here.
test.runIf(process.platform === 'linux')('where nothing can be made, that is said', async () => {
  const refused = { exitCode: 3, message: 'nothing can be made in /proc' };
  await expect(makeFolder('/proc/seceval-none')).rejects.toMatchObject(refused);
  await expect(makeFolder('/proc/seceval-none/a/b')).rejects.toMatchObject(refused);
});
