import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBlobs, readBlobsOf } from './blob-folder.ts';
import { temporaryFolder } from './testing/sample-run.ts';

describe('blobs', () => {
  it('give back every text by its hash (a lone surrogate becomes U+FFFD, as in any UTF-8 file)', async () => {
    const blobs = await openBlobs(await temporaryFolder());
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        expect(await blobs.readBlob(await blobs.putBlob(text))).toBe(Buffer.from(text).toString());
      }),
      { examples: [[''], ['\ud800']] },
    );
  });

  it('are stored once, also when put at the same time', async () => {
    const folder = await temporaryFolder();
    const blobs = await openBlobs(folder);
    const hashes = await Promise.all(Array.from({ length: 20 }, () => blobs.putBlob('same')));
    const hash = hashes[0] ?? '';
    expect(new Set(hashes).size).toBe(1);
    expect(await readdir(join(folder, 'blobs', hash.slice(0, 2)))).toEqual([hash]);
    expect(await readdir(join(folder, 'blobs', '.tmp'))).toEqual([]);
  });

  it('that are missing or damaged are undefined, and are mended by the next put', async () => {
    const folder = await temporaryFolder();
    const blobs = await openBlobs(folder);
    const hash = await blobs.putBlob('text');
    await writeFile(join(folder, 'blobs', hash.slice(0, 2), hash), '');
    expect(await readBlobsOf(folder).readBlob(hash)).toBeUndefined();
    expect(await blobs.readBlob('0'.repeat(64))).toBeUndefined();
    await blobs.putBlob('text');
    expect(await readBlobsOf(folder).readBlob(hash)).toBe('text');
  });

  it('clear away what a killed process left unfinished', async () => {
    const folder = await temporaryFolder();
    await openBlobs(folder);
    await writeFile(join(folder, 'blobs', '.tmp', '.1-abc.tmp'), 'half');
    await openBlobs(folder);
    expect(await readdir(join(folder, 'blobs', '.tmp'))).toEqual([]);
  });
});
