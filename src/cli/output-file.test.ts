import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from './commands/run.ts';
import { assertOutput, writeOutput } from './output-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seceval-output-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file that can be written passes, nothing is left of the look, and it is written', async () => {
  const file = join(folder, 'new/deep/report.html');
  await assertOutput(file, '--report');
  await assertOutput('-', '--report');
  expect(await readdir(folder)).toEqual([]);
  await writeOutput(file, 'page', '--report');
  await assertOutput(file, '--report');
  expect(await readFile(file, 'utf8')).toBe('page');
});

test('what cannot be written is one line', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(assertOutput(folder, '--report')).rejects.toThrow(`--report ${folder} is a folder`);
  await expect(assertOutput(`${folder}/new/`, '--report')).rejects.toThrow('is a folder');
  await expect(assertOutput(join(folder, 'file/x.html'), '--report')).rejects.toThrow('cannot write');
  await expect(assertOutput(join(folder, 'x'.repeat(300)), '--report')).rejects.toThrow('cannot write');
  await expect(assertOutput('', '--report')).rejects.toThrow('--report has an empty name');
});

test.runIf(process.platform === 'linux')('where no file can be made the machine is named, at once', async () => {
  for (const file of ['/proc/none.html', '/proc/none/x.html']) {
    await expect(assertOutput(file, '--report')).rejects.toMatchObject({ exitCode: 3 });
  }
  await expect(writeOutput('/proc/none/x.html', '', '--html')).rejects.toMatchObject({ exitCode: 3 });
});

test('run refuses its report before it opens anything', async () => {
  const flags = { suite: join(folder, 'none'), environment: 'image', runs: folder, k: '1' } as const;
  await expect(run({ ...flags, report: folder }, [])).rejects.toThrow('is a folder');
  await expect(run({ ...flags, report: '-', json: true }, [])).rejects.toThrow('cannot both go to standard output');
});
