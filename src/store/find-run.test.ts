import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findRun, listRuns } from './find-run.ts';
import { newRunId } from './run-id.ts';
import { temporaryFolder } from './testing/sample-run.ts';

const ids = ['20260101-101010-0a3f', '20260301-101010-1b00', '20260301-111010-0000'];

async function folderWith(names: readonly string[]): Promise<string> {
  const directory = await temporaryFolder();
  for (const name of names) {
    await mkdir(join(directory, name));
    await writeFile(join(directory, name, 'manifest.json'), '{}');
  }
  await mkdir(join(directory, '20991231-000000-zzzz'));
  return directory;
}

describe('findRun', () => {
  it.each([
    ['20260301-101010-1b00', '20260301-101010-1b00'],
    ['20260301-10', '20260301-101010-1b00'],
    ['202601', '20260101-101010-0a3f'],
    ['latest', '20260301-111010-0000'],
    ['my-baseline', 'my-baseline'],
  ])('takes %s for %s', async (reference, expected) => {
    const directory = await folderWith([...ids, 'my-baseline']);
    expect(await findRun(directory, reference)).toBe(join(directory, expected));
  });

  it('takes a path, wherever it leads', async () => {
    const directory = await folderWith(['kept']);
    expect(await findRun('/nowhere', join(directory, 'kept'))).toBe(join(directory, 'kept'));
    await expect(findRun(directory, './nothing')).rejects.toThrow('./nothing is not a run');
  });

  it.each([
    ['202603', 'begins the names of 2 runs', '20260301-101010-1b00, 20260301-111010-0000: write more of it'],
    ['20260101-101010-0a3e', 'there is no run', 'did you mean 20260101-101010-0a3f?'],
    ['letest', 'there is no run', 'did you mean latest?'],
    ['', 'there is no run', 'the latest is 20260301-111010-0000'],
  ])('says of %j: %s', async (reference, message, hint) => {
    const finding = findRun(await folderWith(ids), reference);
    await expect(finding).rejects.toThrow(message);
    await expect(finding).rejects.toMatchObject({ hint });
  });

  it('says where there is none at all', async () => {
    const directory = await temporaryFolder();
    await expect(findRun(directory, 'latest')).rejects.toThrow(`there is no run in ${directory}`);
    await expect(findRun(join(directory, 'missing'), 'latest')).rejects.toThrow('there is no run');
  });
});

it('lists runs oldest first and leaves out folders that are none', async () => {
  expect(await listRuns(await folderWith(ids.toReversed()))).toEqual(ids);
});

it('gives ids that sort as the times do, down to the millisecond', () => {
  const times = [0, 1, 35, 36, 999, 1000, 61_000].map((ms) =>
    newRunId(new Date(Date.UTC(2026, 10, 22, 4, 15, 30) + ms)),
  );
  expect(times.toSorted()).toEqual(times);
  expect(times[0]).toMatch(/^20261122-041530-00[0-9a-z]{2}$/);
});
