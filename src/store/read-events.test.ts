import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserMistake } from '../core/errors.ts';
import { readManifest } from './manifest.ts';
import { eventsFile, readEvents } from './read-events.ts';
import { collect, description, failedRequest, noon, temporaryFolder } from './testing/sample-run.ts';

async function folderWith(...lines: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(eventsFile(folder), lines.map((line) => `${line}\n`).join(''));
  return folder;
}

const good = JSON.stringify(failedRequest(0));

describe('readEvents', () => {
  it('finds nothing where there is no log yet', async () => {
    expect(await collect(readEvents(await temporaryFolder()))).toEqual([]);
  });

  it.each([
    ['no JSON', '{"type":"jud', ':2 is damaged: it is not JSON'],
    ['JSON that is no event', '[]', ':2 is damaged: it is not an event'],
    ['an event without its fields', '{"type":"run-finished","at":"x"}', ':2 is damaged: open: '],
    ['an unknown type', '{"type":"dreamt","at":"x"}', ":2: event type 'dreamt' is not known"],
    [
      'an adjudication of a newer format',
      '{"type":"adjudicated","at":"x","format":2,"verdict":"perhaps"}',
      'has format 2',
    ],
    ['a newer format', '{"type":"run-started","at":"x","format":2,"run":"r","attempts":1}', 'has format 2'],
  ])('says which line holds %s', async (_, line, message) => {
    const reading = collect(readEvents(await folderWith(good, line, good)));
    await expect(reading).rejects.toThrow(UserMistake);
    await expect(reading).rejects.toThrow(message);
  });

  it('does not drop a last line that is JSON but no event', async () => {
    await expect(collect(readEvents(await folderWith(good, '{"type":"dreamt"}')))).rejects.toThrow('dreamt');
  });
});

describe('readManifest', () => {
  const manifest = { format: 1, id: 'x', createdAt: noon.toISOString(), ...description };

  it.each([
    ['no JSON', '{', 'is damaged: it is not JSON'],
    ['a missing field', JSON.stringify({ ...manifest, study: undefined }), 'is damaged: study'],
    [
      'an adjudication of a newer format',
      '{"type":"adjudicated","at":"x","format":2,"verdict":"perhaps"}',
      'has format 2',
    ],
    ['a newer format', JSON.stringify({ ...manifest, format: 2 }), 'has format 2'],
  ])('is a mistake of the user with %s', async (_, text, message) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'manifest.json'), text);
    await expect(readManifest(folder)).rejects.toThrow(UserMistake);
    await expect(readManifest(folder)).rejects.toThrow(message);
  });

  it('says that a folder without one is no run', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'empty'));
    await expect(readManifest(join(folder, 'empty'))).rejects.toThrow('is not a run');
  });
});
