import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../core/canonical.ts';
import type { BlobReader } from '../core/run-log.ts';
import { errorCode, withFileFaults } from './file-faults.ts';
import { writeAtomically } from './write-atomically.ts';

export interface BlobWriter extends BlobReader {
  putBlob(text: string): Promise<string>;
}

/** The texts of a run for reading only: `blobs/ab/<sha256>`. Needs no lock. */
export function readBlobsOf(runFolder: string): BlobReader {
  return { readBlob: (hash) => readBlob(join(runFolder, 'blobs'), hash) };
}

/** The texts of a run for its one writer. Clears what a killed process left unfinished. */
export async function openBlobs(runFolder: string): Promise<BlobWriter> {
  const folder = join(runFolder, 'blobs');
  const temporaryFolder = join(folder, '.tmp');
  await withFileFaults(`write to ${folder}`, async () => {
    await rm(temporaryFolder, { recursive: true, force: true });
    await mkdir(temporaryFolder, { recursive: true });
  });
  const underWay = new Map<string, Promise<void>>();

  async function store(hash: string, text: string): Promise<void> {
    const shelf = join(folder, hash.slice(0, 2));
    // A file of that name may still be damaged (empty after a power cut): only equal content is left as it is.
    if ((await readBlob(folder, hash)) !== undefined) return;
    await withFileFaults(`write to ${shelf}`, () => mkdir(shelf, { recursive: true }));
    await writeAtomically({ path: join(shelf, hash), content: text, temporaryFolder, durable: false });
  }

  return {
    readBlob: (hash) => readBlob(folder, hash),
    async putBlob(text) {
      const hash = sha256(text);
      const earlier = underWay.get(hash);
      if (earlier !== undefined) {
        await earlier;
        return hash;
      }
      const storing = store(hash, text).finally(() => underWay.delete(hash));
      underWay.set(hash, storing);
      await storing;
      return hash;
    },
  };
}

async function readBlob(folder: string, hash: string): Promise<string | undefined> {
  const path = join(folder, hash.slice(0, 2), hash);
  return withFileFaults(`read ${path}`, async () => {
    try {
      const content = await readFile(path);
      return sha256(content) === hash ? content.toString('utf8') : undefined;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  });
}
