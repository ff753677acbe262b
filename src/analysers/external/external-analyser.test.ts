import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Finding } from '../../core/analyser.ts';
import { createBandit, parseBanditOutput } from './bandit.ts';
import { type ExternalTool, externalAnalyser } from './external-analyser.ts';
import { findTool } from './find-tool.ts';
import { runTool } from './run-tool.ts';
import { parseSemgrepOutput } from './semgrep.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seceval-tools-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function program(name: string, script: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

const call = (file: string, timeoutMs = 10_000) => runTool({ program: file, args: [], folder, limits: { timeoutMs } });

test('a tool inherits nothing: no key, no home', async () => {
  process.env['SECEVAL_TEST_API_KEY'] = 'secret';
  const outcome = await call(await program('env', '/usr/bin/env; pwd'));
  delete process.env['SECEVAL_TEST_API_KEY'];
  expect(outcome).toMatchObject({ ended: true, exitCode: 0 });
  if (!outcome.ended) return;
  expect(outcome.stdout).not.toContain('secret');
  expect(outcome.stdout).toContain(`HOME=${folder}`);
  expect(outcome.stdout).toContain(`\n${folder}\n`);
});

test('a tool that hangs is killed with what it started', async () => {
  const began = Date.now();
  const outcome = await call(await program('hang', 'sleep 60 & sleep 60'), 300);
  expect(outcome).toEqual({ ended: false, reason: 'no answer in 0.3 s' });
  expect(Date.now() - began).toBeLessThan(20_000);
});

test('a tool that is not there has not ended', async () => {
  expect(await call(join(folder, 'missing'))).toMatchObject({ ended: false });
});

test('programs are found on PATH by full folders only', async () => {
  const file = await program('bandit-like', 'exit 0');
  expect(await findTool('bandit-like', `.:${folder}`)).toBe(file);
  expect(await findTool('bandit-like', '.:relative')).toBeUndefined();
});

test('one candidate that breaks the tool takes no other with it', async () => {
  const scans: number[] = [];
  const tool: ExternalTool = {
    name: 'fragile',
    version: '1',
    async scan({ candidates }) {
      const names = await readdir(candidates);
      const texts = await Promise.all(names.map((name) => readFile(join(candidates, name), 'utf8')));
      scans.push(names.length);
      if (texts.includes('bomb')) return { worked: false, reason: 'it fell over' };
      const findings = names.map((name): [string, Finding[]] => [
        name,
        [{ rule: 'X', cwes: [], line: 1, message: 'm' }],
      ]);
      return { worked: true, findings: new Map(findings), unread: new Map() };
    },
  };
  const analyser = await externalAnalyser(tool);
  const analyses = await analyser.analyse(['a', 'b', 'bomb', 'c', 'd']);
  expect(analyses.map((one) => (one.state === 'failed' ? one.reason : one.findings.length))).toEqual([
    1,
    1,
    'it fell over',
    1,
    1,
  ]);
  expect(scans.at(0)).toBe(1);
});

test('a tool that does not work at all is told at once', async () => {
  const broken = await program(
    'broken',
    'if [ "$1" = --version ]; then echo "bandit 9.9.9"; else echo "no module yaml" >&2; exit 2; fi',
  );
  await expect(createBandit(broken).then(externalAnalyser)).rejects.toThrow(/bandit does not work: no module yaml/);
});

test("bandit's answer: our weaknesses first, its own where we know none, unread files", () => {
  const result = (test_id: string, id: number) => ({
    filename: '/x/candidate-0.py',
    test_id,
    line_number: 2,
    issue_text: 'bad',
    issue_cwe: { id, link: '' },
  });
  const scan = parseBanditOutput(
    JSON.stringify({
      errors: [{ filename: '/x/b.py', reason: 'syntax error' }],
      results: [result('B506', 20), result('B999', 79)],
    }),
  );
  if (scan?.worked !== true) throw new Error('not read');
  expect(scan.findings.get('candidate-0.py')?.map(({ cwes }) => cwes)).toEqual([['CWE-502'], ['CWE-79']]);
  expect(scan.unread.get('b.py')).toBe('syntax error');
  expect(parseBanditOutput('Traceback')).toBeUndefined();
});

test("semgrep's answer: the weaknesses that a rule is tagged with", () => {
  const scan = parseSemgrepOutput(
    JSON.stringify({
      results: [
        {
          check_id: 'home.rules.sql-format',
          path: '/x/a.py',
          start: { line: 7 },
          extra: { message: 'SQL', metadata: { cwe: ['CWE-89: Improper Neutralization'] } },
        },
      ],
      errors: [{ path: '/x/b.py', message: 'Syntax error', type: 'Syntax error' }],
    }),
  );
  if (scan?.worked !== true) throw new Error('not read');
  expect(scan.findings.get('a.py')).toEqual([{ rule: 'sql-format', cwes: ['CWE-89'], line: 7, message: 'SQL' }]);
  expect(scan.unread.get('b.py')).toBe('Syntax error');
});
