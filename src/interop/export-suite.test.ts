import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadSuite } from '../suite/load-suite.ts';
import { exportFormats, exportSuite } from './export-suite.ts';
import { importSuite } from './import-suite.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seceval-export-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const base = { debian: 'trixie', packages: ['python3'], libraries: {}, warm: [] };
const secret = 'only-the-test-knows';
const reference = 'def twice(n): return n + n  # the reference\n';

async function source(withReferences = false) {
  const record = {
    id: 'one',
    cwe: 'CWE-20',
    problem: 'Write twice(n). {{braces}}',
    entry_points: ['twice'],
    secure: reference,
    insecure: 'def twice(n): return eval(n)\n',
    test: `def check(candidate):\n    assert candidate('${secret}') == '${secret.repeat(2)}'\n`,
  };
  await writeFile(join(folder, 'mine.jsonl'), JSON.stringify(record));
  const suite = join(folder, 'suite');
  await importSuite({
    format: 'jsonl',
    path: join(folder, 'mine.jsonl'),
    to: suite,
    base,
    skipMalformed: false,
    replace: true,
  });
  const loaded = await loadSuite(suite);
  return {
    suite: loaded,
    tasks: loaded.tasks,
    promptOf: ({ problem }: { problem: string }) => problem,
    withReferences,
  };
}

async function exported(format: (typeof exportFormats)[number], withReferences = false) {
  const to = join(folder, `${format}-${withReferences}`);
  const { files } = await exportSuite(format, to, await source(withReferences));
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(join(to, file))] as const)));
}

test('no export tells tests or references unasked, but for the layout whose harness needs a test', async () => {
  for (const format of exportFormats) {
    const all = [...(await exported(format)).values()].map((content) => content.toString('latin1')).join('\n');
    expect(all.includes(secret), format).toBe(format === 'humaneval');
    expect(all.includes('# the reference'), format).toBe(false);
    expect(all, format).toMatch(/seceval canary GUID [0-9a-f]{8}-[0-9a-f]{4}-/);
  }
  const asked = (await exported('huggingface', true)).get('data/test.jsonl')?.toString();
  expect(asked).toContain('# the reference');
});

test('Hugging Face: JSON Lines and Parquet hold the same rows, and the card is YAML', async () => {
  const files = await exported('huggingface');
  const lines = files.get('data/test.jsonl')?.toString().trim().split('\n') ?? [];
  const parquet = files.get('data/test.parquet') ?? Buffer.alloc(0);
  const file = parquet.buffer.slice(parquet.byteOffset, parquet.byteOffset + parquet.byteLength) as ArrayBuffer;
  expect(await parquetReadObjects({ file })).toEqual(lines.map((line) => JSON.parse(line)));
  const front = files.get('README.md')?.toString().split('---\n')[1] ?? '';
  expect(parse(front)).toMatchObject({ configs: [{ data_files: [{ split: 'test', path: 'data/test.parquet' }] }] });
});

test('promptfoo keeps the braces of a prompt, and hands the answer to seceval', async () => {
  const files = await exported('promptfoo');
  const [first] = JSON.parse(files.get('tests.json')?.toString() ?? '[]');
  expect(first.vars).toEqual({
    task: 'CWE-020/one',
    prompt: '{% raw %}Write twice(n). {{braces}}{% endraw %}',
  });
  expect(files.get('judge.mjs')?.toString()).toContain("['score', '-', '--json', '--suite', suite]");
  expect(parse(files.get('promptfooconfig.yaml')?.toString() ?? '')).toMatchObject({
    tests: 'file://tests.json',
    defaultTest: { assert: [{ type: 'javascript', value: 'file://judge.mjs' }] },
  });
});

test.each([
  ['huggingface', 'data/test.jsonl', 'jsonl', 'test.jsonl, line 1, test: none'],
  ['humaneval', 'tasks.jsonl', 'humaneval', 'tasks.jsonl, line 1 (CWE-020/one), test: none'],
] as const)('an export of tasks without their tests (%s) is no data set to import', async (format, file, as, told) => {
  const { tasks, ...rest } = await source();
  // As the suite's own are: without a check that runs elsewhere.
  await exportSuite(format, join(folder, 'out'), { ...rest, tasks: tasks.map(({ inProcess: _, ...task }) => task) });
  const request = { format: as, path: join(folder, 'out', file), to: join(folder, 'again'), base, replace: false };
  const refused = await importSuite({ ...request, skipMalformed: false }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ exitCode: 2, message: expect.stringContaining(told), hint: undefined });
  expect(refused).toMatchObject({ message: expect.stringContaining('seceval score FILE --suite core') });
});

test.runIf(process.platform === 'linux')('where no folder can be made, that is said at once', async () => {
  const refused = { exitCode: 3, message: 'nothing can be made in /proc' };
  await expect(exportSuite('inspect', '/proc/none', await source())).rejects.toMatchObject(refused);
});

test('a folder that holds something is left alone', async () => {
  await expect(exportSuite('inspect', folder, await source())).rejects.toThrow('is not empty');
});
