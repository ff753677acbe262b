import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canary } from '../core/canary.ts';
import type { Origin } from './card.ts';
import { dpoRows } from './pairs.ts';
import { sftRows } from './rows.ts';
import { sampleExample } from './testing/sample-example.ts';
import { writeDataset } from './write-dataset.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seceval-training-'));
});
afterEach(() => rm(folder, { recursive: true }));

const origin: Origin = {
  kind: 'sft',
  runs: ['r'],
  suite: { name: 'sample', version: '1', fingerprint: 'f00d' },
  models: ['evil`|\nname'],
  split: { share: 0.2, seed: 1 },
  trainFamilies: ['a'],
  heldOutFamilies: ['b'],
  heldOutTasks: ['CWE-001/b'],
  answers: 3,
  leftOut: { inconclusive: 2 },
  withReferences: false,
};

async function readLines(file: string): Promise<unknown[]> {
  const text = await readFile(file, 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const answers = [
  sampleExample({ prompt: { system: 'ü', user: 'a\u2028b"' }, code: 'é = "😀"' }),
  sampleExample({ code: 'y = 2', quality: 'vulnerable' }),
  sampleExample({ code: 'z = 3', quality: 'secure' }),
];

test.each([
  ['conversations', sftRows(answers, 'code')],
  ['pairs', dpoRows(answers, { form: 'raw', perQuestion: 2, vulnerableOverBroken: false })],
])('JSON Lines and Parquet hold the same %s', async (_what, rows) => {
  const target = join(folder, 'data');
  await writeDataset(target, origin, rows);
  expect(await readLines(join(target, 'train.jsonl'))).toEqual(JSON.parse(JSON.stringify(rows)));
  const file = await asyncBufferFromFile(join(target, 'train.parquet'));
  expect(await parquetReadObjects({ file })).toEqual(JSON.parse(JSON.stringify(rows)));
  expect((await parquetMetadataAsync(file)).key_value_metadata).toContainEqual({ key: 'canary', value: canary });
});

test('the card and the split say where it comes from, and hold the canary', async () => {
  const target = join(folder, 'data');
  await writeDataset(target, origin, sftRows(answers, 'code'));
  const card = await readFile(join(target, 'README.md'), 'utf8');
  expect(card).toContain(canary);
  expect(card).toContain('| inconclusive | 2 |');
  expect(card).toContain('`evil   name`');
  expect(JSON.parse(await readFile(join(target, 'split.json'), 'utf8'))).toMatchObject({
    canary,
    share: 0.2,
    heldOutTasks: ['CWE-001/b'],
  });
});

test('what cannot be written leaves nothing behind', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(writeDataset(join(folder, 'file', 'data'), origin, [])).rejects.toThrow(/cannot write/);
});
