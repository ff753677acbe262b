import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildEnvironment } from './build-environment.ts';
import { findEnvironment, imageFolder } from './find-environment.ts';

const definition = { debian: 'trixie', packages: ['python3'], libraries: {}, warm: [] };
const record = {
  kind: 'image',
  root: '/where/it/was/built',
  fingerprint: 'f',
  debian: '13 (trixie)',
  architecture: 'amd64',
  python: '3.13.5',
  versions: {},
  builtAt: '2025-01-01T00:00:00.000Z',
};

test('an image is found by its definition, where it lies now, and not built again', async () => {
  const store = await mkdtemp(join(tmpdir(), 'seceval-find-'));
  try {
    const open = join(store, 'store');
    expect(await findEnvironment(definition, open)).toBeUndefined();
    const folder = imageFolder(definition, open);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'environment.json'), JSON.stringify(record));
    expect(await findEnvironment(definition, open)).toEqual({ ...record, root: join(folder, 'root') });
    await chmod(store, 0o755);
    expect(await buildEnvironment(definition, { store: open })).toEqual({ ...record, root: join(folder, 'root') });

    await writeFile(join(folder, 'environment.json'), '{');
    await expect(findEnvironment(definition, open)).rejects.toThrow('environment.json is damaged');
  } finally {
    await rm(store, { recursive: true });
  }
});
