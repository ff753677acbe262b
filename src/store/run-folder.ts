// The folder of a run: the only code that writes below runs/. It stores and reads; it never decides what a run does.
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../core/make-folder.ts';
import { type Manifest, runFormat } from '../core/run.ts';
import type { RunLog } from '../core/run-log.ts';
import { openBlobs } from './blob-folder.ts';
import { errorCode, withFileFaults } from './file-faults.ts';
import { LineAppender } from './line-appender.ts';
import { readManifest, writeManifest } from './manifest.ts';
import { eventsFile } from './read-events.ts';
import { newRunId } from './run-id.ts';
import { lockRun, type RunLock } from './run-lock.ts';
import { sizeWithoutTornEnd } from './torn-end.ts';

/** A run open for writing; `log.close()` frees it. */
export interface OpenRun {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly log: RunLog;
}

/** A manifest but for what the store itself knows. */
export type RunDescription = Omit<Manifest, 'format' | 'id' | 'createdAt'>;

/** Begins a run in a new folder below `directory`, named by the time. */
export async function createRun(directory: string, description: RunDescription, now: Date): Promise<OpenRun> {
  const { id, folder } = await makeRunFolder(directory, now);
  const manifest: Manifest = { format: runFormat, id, createdAt: now.toISOString(), ...description };
  try {
    await writeManifest(folder, manifest);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return openRun(folder);
}

/**
 * Opens a run for appending: takes its lock and cuts off the torn last line that a killed process may have left.
 *
 * What `append` and `putBlob` have resolved survives the death of the process (`kill -9`). A power cut can take the
 * events of the last second, and blobs of the last half minute or so; an event whose blob is gone is asked again.
 */
export async function openRun(folder: string): Promise<OpenRun> {
  const manifest = await readManifest(folder);
  const lock = await lockRun(folder);
  try {
    return { folder, manifest, log: await openLog(folder, lock) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openLog(folder: string, lock: RunLock): Promise<RunLog> {
  const blobs = await openBlobs(folder);
  const path = eventsFile(folder);
  const lines = await withFileFaults(`write ${path}`, async () => {
    const file = await open(path, 'a+');
    try {
      const size = await sizeWithoutTornEnd(file);
      await file.truncate(size);
      return new LineAppender(file, path, size);
    } catch (error) {
      await file.close();
      throw error;
    }
  });
  return {
    ...blobs,
    append: (event) => lines.append(JSON.stringify(event)),
    async close() {
      try {
        await lines.close();
      } finally {
        await lock.release();
      }
    },
  };
}

async function makeRunFolder(directory: string, now: Date): Promise<{ readonly id: string; readonly folder: string }> {
  return withFileFaults(`create a run in ${directory}`, async () => {
    await makeFolder(directory);
    for (;;) {
      const id = newRunId(now);
      const folder = join(directory, id);
      try {
        await mkdir(folder);
        return { id, folder };
      } catch (error) {
        // Another run began in this very millisecond and drew the same letters.
        if (errorCode(error) !== 'EEXIST') throw error;
      }
    }
  });
}
