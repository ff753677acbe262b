import { execFileSync } from 'node:child_process';
import { lstat, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { BuiltEnvironment } from '../../core/environment.ts';
import { type EnvironmentDefinition, environmentDefinitionSchema } from '../../core/task.ts';
import { environmentStore } from './environment-store.ts';
import { findEnvironment } from './find-environment.ts';

let definition: EnvironmentDefinition;
let built: BuiltEnvironment;

beforeAll(async () => {
  const file = new URL('../../../suites/core/environment.yaml', import.meta.url);
  definition = environmentDefinitionSchema.parse(parse(await readFile(file, 'utf8')));
  const found = await findEnvironment(definition, environmentStore());
  if (found === undefined) expect.unreachable('no environment: npm test builds it first, see scripts/prepare.mjs');
  built = found;
});

function listed(...expression: string[]): string[] {
  return execFileSync('find', [built.root, '-xdev', ...expression], { encoding: 'utf8' })
    .split('\n')
    .slice(0, -1);
}

test('everything that the prompt tells of is installed', () => {
  expect(Object.values(definition.libraries).filter((name) => !(name in built.versions))).toEqual([]);
  expect(definition.packages.filter((name) => !(name in built.versions))).toEqual([]);
});

test('a candidate’s world has no privileged file, no device, and nothing that it cannot read', () => {
  expect(listed('-type', 'f', '-perm', '/6000')).toEqual([]);
  expect(listed('(', '-type', 'b', '-o', '-type', 'c', ')')).toEqual([]);
  expect(listed('(', '-type', 'f', '-o', '-type', 'd', ')', '!', '-perm', '-o+r')).toEqual([]);
});

test('names and trust come from the judge', async () => {
  const text = (path: string) => readFile(join(built.root, path), 'utf8');
  expect(await text('etc/hosts')).toBe('127.0.0.1 localhost\n');
  expect(await text('etc/resolv.conf')).toBe('nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
  expect(await text('etc/nsswitch.conf')).toContain('hosts: files dns\n');
  expect(await text('etc/passwd')).toContain('candidate:x:1000:1000::/work:');
  for (const path of ['etc/ssl/certs/ca-certificates.crt', 'usr/lib/ssl/cert.pem']) {
    expect(await readlink(join(built.root, path))).toBe('/tools/ca.pem');
  }
  expect(listed('-path', '*/etc/ssl/certs/*')).toHaveLength(1);
});

test('the sandbox’s mount points are there', async () => {
  for (const path of ['work', 'tools', 'h', 'srv/seceval', 'proc', 'dev', 'tmp']) {
    expect((await lstat(join(built.root, path))).isDirectory(), path).toBe(true);
  }
});
