import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EnvironmentFault, UserMistake } from '../core/errors.ts';
import { readManifest } from './manifest.ts';
import { eventsFile, readEvents } from './read-events.ts';
import { createRun, openRun } from './run-folder.ts';
import { collect, description, failedRequest, noon, temporaryFolder } from './testing/sample-run.ts';

async function newRun() {
  const directory = await temporaryFolder();
  return { directory, ...(await createRun(directory, description, noon)) };
}

describe('createRun', () => {
  it('names the folder by the time and writes the manifest in the order of its schema', async () => {
    const { folder, manifest, log } = await newRun();
    await log.close();
    expect(manifest.id).toMatch(/^20261122-120000-9l[0-9a-z]{2}$/);
    expect(folder.endsWith(manifest.id)).toBe(true);
    expect(await readManifest(folder)).toEqual({
      format: 1,
      id: manifest.id,
      createdAt: noon.toISOString(),
      ...description,
    });
    const text = await readFile(join(folder, 'manifest.json'), 'utf8');
    expect(Object.keys(JSON.parse(text)).slice(0, 5)).toEqual(['format', 'id', 'createdAt', 'seceval', 'arguments']);
  });

  it('makes different folders for runs of the same moment', async () => {
    const directory = await temporaryFolder();
    const runs = await Promise.all(Array.from({ length: 10 }, () => createRun(directory, description, noon)));
    expect(new Set(runs.map(({ folder }) => folder)).size).toBe(10);
    await Promise.all(runs.map(({ log }) => log.close()));
  });

  it('says in one line what is wrong where it cannot write', async () => {
    const directory = await temporaryFolder();
    await writeFile(join(directory, 'file'), '');
    const creating = createRun(join(directory, 'file/runs'), description, noon);
    await expect(creating).rejects.toThrow(EnvironmentFault);
    await expect(creating).rejects.toMatchObject({ hint: expect.stringContaining('not a folder') });
  });

  it('leaves no temporary file behind', async () => {
    const { folder, log } = await newRun();
    await log.putBlob('text');
    await log.close();
    const files = await readdir(folder, { recursive: true });
    expect(files.filter((name) => name.endsWith('.tmp') && name !== 'blobs/.tmp')).toEqual([]);
    expect(files).not.toContain('lock.json');
  });
});

describe('the log of a run', () => {
  it('gives back what was appended, in order, whatever the text, over several sittings', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.string({ unit: 'binary' }))), async (sittings) => {
        const { folder, log } = await newRun();
        await log.close();
        for (const messages of sittings) {
          const sitting = await openRun(folder);
          await Promise.all(messages.map((message, sample) => sitting.log.append(failedRequest(sample, message))));
          await sitting.log.close();
        }
        const expected = sittings.flatMap((messages) =>
          messages.map((message, sample) => failedRequest(sample, message)),
        );
        expect(await collect(readEvents(folder))).toEqual(expected);
      }),
      { numRuns: 20, examples: [[[['\u2028 \u0000 \r\n', '']]]] },
    );
  });

  it('can be cut at any byte: whole lines are kept, and what is appended next follows them', async () => {
    const { folder, log } = await newRun();
    const events = ['plain', 'Zürich\u2028', '😀'.repeat(20)].map((message, sample) => failedRequest(sample, message));
    for (const event of events) await log.append(event);
    await log.close();
    const whole = await readFile(eventsFile(folder));
    for (let size = whole.length; size >= 0; size--) {
      await writeFile(eventsFile(folder), whole);
      await truncate(eventsFile(folder), size);
      const kept = events.slice(0, whole.subarray(0, size).filter((byte) => byte === 0x0a).length);
      expect(await collect(readEvents(folder))).toEqual(kept);
      if (size % 7 !== 0) continue;
      const sitting = await openRun(folder);
      await sitting.log.append(failedRequest(99));
      await sitting.log.close();
      expect(await collect(readEvents(folder))).toEqual([...kept, failedRequest(99)]);
    }
  });

  it('drops a last line that is no JSON though it has its newline, and cuts it off when it is opened', async () => {
    const { folder, log } = await newRun();
    await log.append(failedRequest(0));
    await log.close();
    const good = await readFile(eventsFile(folder), 'utf8');
    await writeFile(eventsFile(folder), `${good}${'\0'.repeat(200_000)}\n`);
    expect(await collect(readEvents(folder))).toEqual([failedRequest(0)]);
    await (await openRun(folder)).log.close();
    expect(await readFile(eventsFile(folder), 'utf8')).toBe(good);
  });

  it('cannot be opened twice, and can again once it is closed', async () => {
    const { folder, log } = await newRun();
    await expect(openRun(folder)).rejects.toThrow(UserMistake);
    await log.close();
    await expect(log.append(failedRequest(0))).rejects.toThrow('is closed');
    await (await openRun(folder)).log.close();
  });

  it('takes a hundred thousand events', async () => {
    const { folder, log } = await newRun();
    await Promise.all(Array.from({ length: 100_000 }, (_, sample) => log.append(failedRequest(sample))));
    await log.close();
    let count = 0;
    for await (const event of readEvents(folder)) if (event.type === 'request-failed') count++;
    expect(count).toBe(100_000);
  }, 60_000);
});
