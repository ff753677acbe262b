import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AnalysisRecord } from '../core/analyser.ts';
import { openAnalyses, readAnalyses } from './analyses-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seceval-analyses-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const record = (digit: string): AnalysisRecord => ({
  tool: 'ruff',
  version: '1',
  code: digit.repeat(64),
  analysis: { state: 'done', findings: [{ rule: 'S608', cwes: ['CWE-89'], line: 2, message: 'SQL\u2028' }] },
});
const all = async () => {
  const records: AnalysisRecord[] = [];
  for await (const one of readAnalyses(folder)) records.push(one);
  return records;
};

test('a run that was never analysed has no records', async () => {
  expect(await all()).toEqual([]);
});

test('records are read as they were written, and a line that a killed process tore is dropped and overwritten', async () => {
  const first = await openAnalyses(folder);
  await first.append(record('a'));
  await first.close();
  await appendFile(join(folder, 'analyses.jsonl'), '{"tool":"ru');
  expect(await all()).toEqual([record('a')]);
  const second = await openAnalyses(folder);
  await second.append(record('b'));
  await second.close();
  expect(await all()).toEqual([record('a'), record('b')]);
});

test('any other damage names file and line', async () => {
  await writeFile(join(folder, 'analyses.jsonl'), `${JSON.stringify(record('a'))}\n{"tool":1}\n`);
  await expect(all()).rejects.toThrow(/analyses\.jsonl:2 is damaged/);
});
