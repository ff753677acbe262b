import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newFolder, seceval, variant } from './support/seceval.ts';

const secure = variant('CWE-089/order-search', 'secure');
const insecure = variant('CWE-089/order-search', 'insecure');

/** One answer for each request, in order; then the last one again. */
let script: ((response: ServerResponse) => void)[] = [];
let asked: { url: string | undefined; authorization: string | undefined; body: string }[] = [];

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (part) => {
    body += part;
  });
  request.on('end', () => {
    asked.push({ url: request.url, authorization: request.headers.authorization, body });
    const answer = script.length > 1 ? script.shift() : script[0];
    answer?.(response);
  });
});

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

const says =
  (text: string, finish = 'stop') =>
  (response: ServerResponse) => {
    const message = { role: 'assistant', content: text };
    const usage = { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        id: '1',
        object: 'chat.completion',
        created: 1,
        model: 'local',
        choices: [{ index: 0, message, finish_reason: finish }],
        usage,
      }),
    );
  };
const fails =
  (status: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { message: 'not now' } }));
  };
const resets = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
  response.write('{"id": "1", "choices": [{"message": {"content": "```python');
  setTimeout(() => response.destroy(), 50);
};
const garbles = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{"id": "1", "choices": [');
};

async function runAgainst(answers: typeof script, extra: readonly string[] = []) {
  script = [...answers];
  asked = [];
  const { port } = server.address() as AddressInfo;
  const ended = await seceval(
    [
      ...['run', '--model', 'compatible:local', '--base-url', `http://127.0.0.1:${port}/v1`, '--task', 'order-search'],
      ...['--json', '--no-cache', '--runs', newFolder(), ...extra],
    ],
    { env: { SECEVAL_API_KEY: 'key-that-nobody-may-see' } },
  );
  expect(ended.stdout + ended.stderr).not.toContain('key-that-nobody-may-see');
  return { ...ended, document: ended.stdout === '' ? undefined : JSON.parse(ended.stdout) };
}

const fence = (code: string) => `\`\`\`python\n${code}\n\`\`\``;

test('a server of the user is asked with its key, and its answer judged', async () => {
  const { code, document, stderr } = await runAgainst([says(fence(insecure))]);
  expect(code, stderr).toBe(0);
  expect(asked).toHaveLength(1);
  expect(asked[0]?.url).toBe('/v1/chat/completions');
  expect(asked[0]?.authorization).toBe('Bearer key-that-nobody-may-see');
  expect(asked[0]?.body).toContain('The order search of a marketplace');
  expect(document.overall[0].counts.verdicts.vulnerable).toBe(1);
  expect(document.totals.tokens).toMatchObject({ input: 100, output: 50 });
  expect(document.totals.unknownCosts).toBe(1);
  expect(document.manifest.models[0].identity).not.toHaveProperty('key');
});

test('429, 500, a reset in mid-body and broken JSON are asked again, and never become a verdict', async () => {
  const answers = [fails(429, { 'retry-after': '1' }), fails(500), resets, garbles, says(fence(secure))];
  const { code, document, stderr } = await runAgainst(answers, ['--retries', '6']);
  expect(code, stderr).toBe(0);
  expect(asked).toHaveLength(5);
  expect(document.overall[0].counts.verdicts.secure).toBe(1);
}, 120_000);

test('a request that fails for good leaves its attempt open', async () => {
  const { code, document, stderr } = await runAgainst([fails(401)]);
  expect(code).toBe(3);
  expect(stderr).toMatch(/asked no further/);
  expect(document.totals).toMatchObject({ judged: 0, open: 1 });
});

test('filtered and cut off are told apart from bad code', async () => {
  const filtered = await runAgainst([says('', 'content_filter')]);
  expect(filtered.document.overall[0].counts.reasons).toMatchObject({ filtered: 1 });
  const cut = await runAgainst([says('```python\ndef find_orders(', 'length')]);
  expect(cut.document.overall[0].counts.reasons).toMatchObject({ 'cut-off': 1 });
});
