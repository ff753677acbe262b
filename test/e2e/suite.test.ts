import { expect, test } from 'vitest';
import { seceval, suiteFolder } from './support/seceval.ts';

test('the list of tasks is data that other tools can rely on', async () => {
  const { code, stdout } = await seceval(['suite', 'list', '--json']);
  expect(code).toBe(0);
  const entries: Record<string, unknown>[] = JSON.parse(stdout);
  expect(entries).toHaveLength(78);
  for (const entry of entries) {
    expect(Object.keys(entry).sort()).toEqual([
      ...['cwe', 'family', 'fit', 'id', 'labels', 'languages', 'libraries', 'requires', 'severity', 'tags', 'title'],
    ]);
    expect(entry['cwe']).toMatch(/^CWE-[1-9]\d*$/);
    expect(entry['labels']).toContain(entry['cwe']);
  }
});

test("a study's own subset is one flag", async () => {
  const listed = await seceval(['suite', 'list', '--tag', 'secucogen-21', '--json']);
  const of = (entries: { cwe: string }[]) => new Set(entries.map(({ cwe }) => cwe));
  expect(of(JSON.parse(listed.stdout))).toContain('CWE-918');
  expect(of(JSON.parse(listed.stdout))).not.toContain('CWE-611');
  const mistaken = await seceval(['suite', 'list', '--severity', 'hihg']);
  expect(mistaken.code).toBe(2);
  expect(mistaken.stderr).toContain('did you mean high?');
});

test('a prompt shows the problem and what is installed, and nothing of the tests', async () => {
  const { code, stdout } = await seceval(['prompt', 'order-search']);
  expect(code).toBe(0);
  expect(stdout).toContain('find_orders');
  expect(stdout).toMatch(/Python 3\.\d+ on Debian/);
  expect(stdout).toMatch(/flask \d/);
  expect(stdout).not.toMatch(/CWE|injection|attack|secur/i);
});

test('a task that proves itself is sound, and one whose references are swapped is not', async () => {
  const { code, stdout, stderr } = await seceval(['suite', 'verify', 'order-search', 'report-reader', '--json']);
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ tasks: 2, passed: 2, onRecord: 0, failed: [], skipped: [], unproven: [] });
});

test('every mode of a run with the references themselves comes out right', async () => {
  const words = [
    'run',
    '--model',
    'reference:secure',
    '--model',
    'reference:insecure',
    '--task',
    'document-store',
    '--json',
  ];
  const strategies = 'generate/direct,repair/explained,classify/detect,classify/identify';
  const { code, stdout, stderr } = await seceval([...words, '--strategy', strategies]);
  expect(code, stderr).toBe(0);
  const rows: {
    model: string;
    mode: string;
    counts: { verdicts?: Record<string, number> };
    metrics: Record<string, { value?: number; interval: unknown; reason?: string }>;
  }[] = JSON.parse(stdout).overall;
  const verdictsOf = (model: string, mode: string) =>
    rows.find((row) => row.model === model && row.mode === mode)?.counts.verdicts;
  expect(verdictsOf('reference:secure', 'generate')).toMatchObject({ secure: 1, vulnerable: 0 });
  expect(verdictsOf('reference:insecure', 'generate')).toMatchObject({ secure: 0, vulnerable: 1 });
  expect(verdictsOf('reference:secure', 'repair')).toMatchObject({ secure: 1 });
  for (const row of rows.filter(({ mode }) => mode === 'classify')) expect(row.metrics['accuracy']?.value).toBe(1);
  // One family: counts, and the reason why there is no interval.
  const headline = rows.find(({ mode }) => mode === 'generate')?.metrics['secure-pass@1'];
  expect(headline?.interval).toBeNull();
  expect(headline?.reason).toMatch(/famil/);
});

test('a gate that cannot be judged says why', async () => {
  const words = ['run', '--model', 'reference:secure', '--task', 'document-store', '--fail-under', 'secure-pass@1=0.6'];
  const { code, stderr } = await seceval(words);
  expect(code).toBe(2);
  expect(stderr).toMatch(/famil/);
});

test('doctor tells what this machine has', async () => {
  const { code, stdout } = await seceval(['doctor', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).tier).toBe('bubblewrap');
});

test("the machine's own system can stand in for the image, and is stamped", async () => {
  const words = ['run', '--model', 'reference:secure', '--task', 'order-search', '--environment', 'host', '--json'];
  const { code, stdout, stderr } = await seceval(words);
  expect(code, stderr).toBe(0);
  const document = JSON.parse(stdout);
  expect(document.manifest.environment.kind).toBe('host');
  expect(document.overall[0].counts.verdicts.inconclusive).toBe(0);
});

test('the recorded answers belong to the prompts of today', async () => {
  const recorded = `replay:${suiteFolder}/recorded/answers.jsonl`;
  const classified = await seceval(['run', '--model', recorded, '--mode', 'classify', '--json']);
  expect(classified.code, classified.stderr).toBe(0);
  expect(JSON.parse(classified.stdout).totals).toMatchObject({ attempts: 234, judged: 234, open: 0 });
  const written = await seceval(['run', '--model', recorded, '--task', 'report-reader,session-resume', '--json']);
  expect(written.code, written.stderr).toBe(0);
  expect(JSON.parse(written.stdout).totals).toMatchObject({ attempts: 16, judged: 16, open: 0 });
});
