import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Analyser } from '../../core/analyser.ts';
import { createRuff } from './ruff.ts';

let ruff: Analyser;
beforeAll(async () => {
  ruff = await createRuff();
});
afterAll(() => ruff.close());

const findings = async (code: string) => {
  const [analysis] = await ruff.analyse([code]);
  if (analysis?.state !== 'done') throw new Error(analysis?.reason);
  return analysis.findings.map(({ rule, cwes, line }) => [rule, line, ...cwes]);
};

test('what ruff finds comes with its line and its weaknesses', async () => {
  expect(await findings('import hashlib\n\ndef digest(data):\n    return hashlib.md5(data)\n')).toEqual([
    ['S324', 4, 'CWE-328', 'CWE-327'],
  ]);
  expect(await findings('def f(c, name):\n    c.execute(f"SELECT * FROM t WHERE n = {name}")\n')).toEqual([
    ['S608', 2, 'CWE-89'],
  ]);
  expect(await findings('x = 1\n')).toEqual([]);
});

test.each([
  'eval(x)  # noqa',
  'eval(x)  # NoQA: S307',
  '# ruff: noqa\neval(x)',
  '# flake8: noqa\neval(x)',
  '# ruff: disable[S307]\neval(x)',
])('code cannot silence it: %j', async (code) => {
  expect((await findings(code)).map(([rule]) => rule)).toEqual(['S307']);
});

test('what is no Python, too large or too deep is told apart from code without findings, and harms nobody after it', async () => {
  const deep = `x = ${'('.repeat(20_000)}${')'.repeat(20_000)}`;
  const analyses = await ruff.analyse(['def f(:\n', `x = "${'a'.repeat(300_000)}"`, deep, 'assert 1\n']);
  expect(analyses.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed', 'done']);
});

test('several callers at once get their own answers', async () => {
  const [a, b] = await Promise.all([findings('eval(x)'), findings('exec(x)')]);
  expect([a?.[0]?.[0], b?.[0]?.[0]]).toEqual(['S307', 'S102']);
});
