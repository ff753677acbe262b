import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { leftoverSandboxes } from './support/leftover-sandboxes.ts';
import { seceval, startSeceval, variant } from './support/seceval.ts';

const task = 'CWE-089/order-search';
const token = 'a-token-of-the-tests';
const fenced = (name: string) => `\`\`\`python\n${variant(task, name)}\n\`\`\`\n`;
const dawdling = 'import time\ntime.sleep(1000)\n';

let child: ReturnType<typeof startSeceval>;
let url = '';
let logged = '';

const post = (path: string, body: unknown, init: RequestInit = {}) =>
  fetch(url + path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    ...init,
  });

beforeAll(async () => {
  child = startSeceval(['serve', '--port', '0', '--workers', '2'], { env: { SECEVAL_TOKEN: token } });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    logged += text;
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const started = vi.waitUntil(() => /http:\S+/.exec(said)?.[0], { timeout: 110_000 });
  url = (await started) ?? '';
  await vi.waitUntil(async () => (await fetch(`${url}/readyz`)).ok, { timeout: 110_000 });
}, 120_000);
afterAll(() => void child.kill('SIGKILL'));

test("the Python client rewards a batch of answers, and the format of OpenRLHF's client comes to the same", async () => {
  const items = [fenced('secure'), fenced('insecure'), '```python\nx = 1\n```', 'I will not.'].map((completion) => ({
    task,
    completion,
  }));
  const client = fileURLToPath(new URL('../../examples/trl_reward.py', import.meta.url));
  const running = promisify(execFile)('python3', ['-B', client], {
    env: { PATH: process.env['PATH'], SECEVAL_URL: url, SECEVAL_TOKEN: token },
  });
  running.child.stdin?.end(JSON.stringify(items));
  const rewards = [1, 0.2, 0, 0];
  expect(JSON.parse((await running).stdout)).toEqual(rewards);

  // Its client sends no header: the token is in the address, which becomes a password.
  const authorization = `Basic ${Buffer.from(`trainer:${token}`).toString('base64')}`;
  const query = items.map(({ completion }) => `<|user|>do it<|assistant|>${completion}<|im_end|>`);
  const prompts = items.map(() => '<|user|>do it<|assistant|>');
  const headers = { 'content-type': 'application/json', authorization };
  const answer = await post('/v1/compat/openrlhf', { query, prompts, labels: items.map(() => task) }, { headers });
  expect(JSON.parse(await answer.text()).rewards).toEqual(rewards);
});

test('nothing that it answers or logs holds tests, references or the token', async () => {
  const asked = ['/v1/suites', `/v1/tasks/${task}/prompt`, '/metrics', '/openapi.json'].map(async (path) =>
    (await fetch(url + path, { headers: { authorization: `Bearer ${token}` } })).text(),
  );
  const scored = await (await post('/v1/score', { task, code: variant(task, 'insecure'), tests: 'all' })).text();
  const told = (await Promise.all(asked)).join('') + logged;
  const tests = readFileSync(new URL(`../../suites/core/${task}/test_security.py`, import.meta.url), 'utf8');
  const names = [...tests.matchAll(/def (test_\w+)/g)].map(([, name]) => name ?? '');
  expect(names.length).toBeGreaterThan(2);
  for (const name of names) expect(told + scored).not.toContain(name);
  const lines = variant(task, 'secure')
    .split('\n')
    .filter((line) => line.length > 40 && !line.startsWith('def '));
  for (const line of lines) expect(told + scored).not.toContain(line);
  expect(logged).not.toContain(token);
  expect(JSON.parse(scored)).toMatchObject({ verdict: 'vulnerable', exploited: true });
});

test('a client that goes away leaves nothing behind: its waiting work goes at once, its sandboxes soon', async () => {
  const gone = new AbortController();
  const items = Array.from({ length: 6 }, () => ({ task, code: dawdling }));
  const pending = post('/v1/score/batch', { items }, { signal: gone.signal })
    .then((response) => response.text())
    .catch(() => 'gone');
  await vi.waitUntil(async () => (await gauge('seceval_queue_waiting')) === 4, { timeout: 10_000 });
  gone.abort();
  expect(await pending).toBe('gone');
  await vi.waitUntil(async () => (await gauge('seceval_queue_waiting')) === 0, { timeout: 10_000 });
  await vi.waitUntil(async () => (await gauge('seceval_judging')) === 0, { timeout: 20_000 });
  const score = JSON.parse(await (await post('/v1/score', { task, code: variant(task, 'secure') })).text());
  expect(score.verdict).toBe('secure');
}, 60_000);

test('on SIGTERM it answers what it has taken, and leaves no sandbox', async () => {
  const before = leftoverSandboxes(child.pid);
  expect(before).toBeGreaterThan(0);
  const items = Array.from({ length: 4 }, () => ({ task, code: variant(task, 'secure') }));
  const response = await post('/v1/score/batch', { items });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  const lines = (await response.text()).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).verdict)).toEqual(['secure', 'secure', 'secure', 'secure']);
  expect(await ended).toBe(0);
  expect(leftoverSandboxes(child.pid)).toBe(0);
  expect(logged).toContain('"event":"stopped","answered":true');
}, 60_000);

test.each([
  [['--host', '0.0.0.0'], {}, 'without a token'],
  [['--reward', 'inconclusive=0'], {}, 'inconclusive has no reward'],
  [['--port', 'x'], {}, '--port'],
  [[], { SECEVAL_TOKEN: 'short' }, 'SECEVAL_TOKEN'],
])('a mistake is told before anything starts: %s', async (words, env, said) => {
  const { code, stderr } = await seceval(['serve', ...words], { env });
  expect(code).toBe(2);
  expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
  expect(stderr).toContain(said);
});

async function gauge(name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text();
  return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1]);
}
