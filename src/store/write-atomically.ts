import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { withFileFaults } from './file-faults.ts';

export interface AtomicWrite {
  readonly path: string;
  readonly content: string;
  /** Where the unfinished file lies meanwhile: a folder of the same file system. */
  readonly temporaryFolder: string;
  /** Force it to the disk before it gets its name, so that not even a power cut leaves an empty file. */
  readonly durable: boolean;
}

/** Writes a file that is there in full or not at all, whoever reads it and whenever the process dies. */
export async function writeAtomically({ path, content, temporaryFolder, durable }: AtomicWrite): Promise<void> {
  const temporary = `${temporaryFolder}/.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  await withFileFaults(`write ${path}`, async () => {
    try {
      const file = await open(temporary, 'wx');
      try {
        await file.writeFile(content);
        if (durable) await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  });
}
