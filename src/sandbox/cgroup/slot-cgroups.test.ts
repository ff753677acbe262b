import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findCgroup } from './find-cgroup.ts';
import { createSlotCgroups } from './slot-cgroups.ts';

// Folders that look like the kernel's: where a machine has only one version, the other is tried on these.
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'seceval-cgroup-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function group(path: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = join(root, path);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries({ 'cgroup.procs': '', ...files })) writeFileSync(join(folder, name), text);
  return folder;
}

function own(text: string): { root: string; own: string } {
  const file = join(root, 'own');
  writeFileSync(file, text);
  return { root, own: file };
}

test('version 1 has a folder for each controller', async () => {
  const memory = group('memory/jobs/seven');
  const pids = group('pids');
  const search = await findCgroup(own('4:memory:/jobs/seven\n8:pids:/\n0::/\n'));
  expect(search).toMatchObject({ found: true, place: { version: 1, memory, pids } });
});

test('version 2: the own group where it hands its controllers on, else the top', async () => {
  const top = group('.', { 'cgroup.subtree_control': 'cpu memory pids\n' });
  const mine = group('user/mine', { 'cgroup.subtree_control': 'cpu pids\n' });
  expect(await findCgroup(own('0::/user/mine\n'))).toMatchObject({ found: true, place: { version: 2, memory: top } });
  writeFileSync(join(mine, 'cgroup.subtree_control'), 'memory pids\n');
  expect(await findCgroup(own('0::/user/mine\n'))).toMatchObject({ found: true, place: { memory: mine, pids: mine } });
});

test('nothing is found where no group hands on its controllers, and nothing where there is no group', async () => {
  group('.', { 'cgroup.subtree_control': '' });
  expect((await findCgroup(own('0::/\n'))).detail).toMatch(/^version 2, no writable group/);
  expect((await findCgroup(own(''))).detail).toBe('this machine has none');
});

test('version 2: the descriptors of a slot lead to its files, in the order that the harness is told', () => {
  const place = { version: 2 as const, memory: root, pids: root };
  const files = ['cgroup.procs', 'cgroup.subtree_control', 'memory.max', 'memory.events', 'pids.max'];
  const groups = createSlotCgroups(place, (folder) => {
    mkdirSync(folder);
    for (const name of files) writeFileSync(join(folder, name), '');
  });
  const { descriptors, settings } = groups.of(0);
  const at = (number: number) => descriptors[number - 3] ?? -1;
  expect(settings.join).toHaveLength(1);
  for (const number of settings.join) writeSync(at(number), '17');
  writeSync(at(settings.memory), '4096');
  writeSync(at(settings.processes), '8');
  const [parent = ''] = readdirSync(root);
  expect(readFileSync(join(root, parent, 'cgroup.subtree_control'), 'utf8')).toBe('+memory +pids');
  const slot = join(root, parent, 'slot-0');
  expect(readFileSync(join(slot, 'cgroup.procs'), 'utf8')).toBe('17');
  expect(readFileSync(join(slot, 'memory.max'), 'utf8')).toBe('4096');
  expect(readFileSync(join(slot, 'pids.max'), 'utf8')).toBe('8');
  groups.close();
});
