import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newFolder, seceval, suiteFolder } from './support/seceval.ts';
import { type StudyServer, startStudyServer } from './support/study-server.ts';

let server: StudyServer;
beforeAll(async () => {
  server = await startStudyServer(suiteFolder);
});
afterAll(() => server.close());

async function asked(words: readonly string[], runs: string) {
  const ended = await seceval(
    [
      ...['run', '--model', 'compatible:local', '--base-url', server.url, '--no-cache', '--json', '--runs', runs],
      ...words,
    ],
    { env: { SECEVAL_API_KEY: 'none' } },
  );
  return { ...ended, document: ended.stdout === '' ? undefined : JSON.parse(ended.stdout) };
}

test('the mitigation study asks with every strategy on the same task, and ranks what each gains', async () => {
  const later = join(newFolder(), 'later.md');
  writeFileSync(later, 'Look again, and answer with the whole module.');
  const runs = newFolder();
  const words = ['--study', 'mitigation', '--mode', 'repair', '--task', 'order-search'];
  const { code, stderr, document } = await asked([...words, '--template', `repair/self-review/later=${later}`], runs);
  expect(code, stderr).toBe(0);
  const strategies = ['direct', 'explained', 'cwe-named', 'analyser-feedback', 'exploit-feedback', 'self-review'];
  const ran = document.attempts.map((one: { key: { task: string; strategy: string } }) => one.key.strategy);
  expect(ran.toSorted()).toEqual(strategies.toSorted());
  const gains = document.gains.map((gain: { strategy: string }) => gain.strategy);
  expect(gains.toSorted()).toEqual(strategies.filter((name) => name !== 'direct').toSorted());
  expect(document.gains[0].metric).toBe('secure-pass@1');
});

test('SecuCoGen’s classification asks among its closed list, and is told in the layout of its table', async () => {
  const runs = newFolder();
  const { code, stderr, document } = await asked(
    ['--study', 'secucogen-classification', '--task', 'order-search,air-monitors'],
    runs,
  );
  expect(code, stderr).toBe(0);
  expect(document.manifest.study.choices).toHaveLength(17);
  expect(document.manifest.skipped).toEqual([
    { task: 'CWE-306/air-monitors', reason: expect.stringContaining('among the 17 of the closed list') },
  ]);
  const table = await seceval(['report', '--layout', 'secucogen', '--runs', runs]);
  expect(table.stdout).toMatch(/^Table 7[\s\S]*^Aur +\d\.\d\d[\s\S]*^CWE-89 +\d\.\d\d +\d/m);
  const mistake = await asked(['--mode', 'generate', '--choices', 'CWE-89,CWE-79'], runs);
  expect([mistake.code, mistake.stderr]).toEqual([2, expect.stringContaining('--choices is about classify/identify')]);
});

test('a suite without tests needs no sandbox, and is static-only wherever it is told', async () => {
  const folder = newFolder();
  const data = join(folder, 'data.jsonl');
  const suite = join(folder, 'suite');
  const runs = join(folder, 'runs');
  mkdirSync(runs);
  const record = { ID: 'CWE-78_own_1.py', Prompt: 'import os\n\ndef listing(path):\n    """Lists a folder."""\n' };
  writeFileSync(
    data,
    `${JSON.stringify({ ...record, Insecure_code: `${record.Prompt}    return os.system('ls ' + path)\n` })}\n`,
  );
  expect((await seceval(['suite', 'import', 'securityeval', data, '--to', suite])).stdout).toContain('1 static-only');
  const words = ['run', '--suite', suite, '--model', 'reference:insecure', '--runs', runs];
  const run = await seceval(words, { env: { PATH: folder, SECEVAL_CACHE: join(folder, 'cache') } });
  expect(run.code, run.stderr).toBe(0);
  expect(run.stdout).toContain('no sandbox');
  expect(run.stdout).toMatch(/Static only: these tasks have no tests[\s\S]*direct +0 +1 +0 +0/);
  expect(run.stdout).not.toContain('secure-pass');
  const layout = await seceval(['report', '--runs', runs, '--layout', 'codeseceval']);
  expect([layout.code, layout.stderr]).toEqual([2, expect.stringContaining('static-only')]);
  const gate = await seceval(['report', '--runs', runs, '--fail-under', 'pass@1=0.5']);
  expect([gate.code, gate.stderr]).toEqual([2, expect.stringContaining('static-only')]);
});
