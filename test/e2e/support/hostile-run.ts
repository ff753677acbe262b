import { sha256 } from '../../../src/core/canonical.ts';
import type { RunEvent } from '../../../src/core/run.ts';
import type { RunLog } from '../../../src/core/run-log.ts';
import { sampleRun } from '../../../src/report/testing/sample-run.ts';
import { createRun } from '../../../src/store/run-folder.ts';

/** The sample run, whose answers mean harm; one of them is a line of five million characters. */
const run = sampleRun();
export const { manifest, tasks } = run;
const lengthened = (text: string): string => text.replace('A'.repeat(1_000_000), 'A'.repeat(5_000_000));

/** As the sample run, with the long line made longer. */
export async function readHostileBlob(hash: string): Promise<string | undefined> {
  const text = await run.blobs.readBlob(hash);
  return text === undefined ? undefined : lengthened(text);
}

export const hostileEvents: readonly RunEvent[] = run.events;

export interface WrittenRun {
  readonly folder: string;
  readonly log: RunLog;
}

/** Writes the run below a folder and leaves its log open, as a run under way does. */
export async function writeHostileRun(runsFolder: string): Promise<WrittenRun> {
  const { format: _format, id: _id, createdAt: _at, ...description } = manifest;
  const { folder, log } = await createRun(runsFolder, description, new Date('2026-11-22T09:14:03Z'));
  const stored = new Map<string, string>();
  const store = async (hash: string): Promise<string> => {
    const known = stored.get(hash);
    if (known !== undefined) return known;
    const text = (await readHostileBlob(hash)) ?? '';
    stored.set(hash, sha256(text));
    return log.putBlob(text);
  };
  for (const event of hostileEvents) {
    if (event.type === 'completed') await log.append({ ...event, blob: await store(event.blob) });
    else if (event.type === 'judged' && event.code !== undefined) {
      await log.append({ ...event, code: await store(event.code) });
    } else await log.append(event);
  }
  return { folder, log };
}
