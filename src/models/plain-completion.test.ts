import { afterEach, beforeEach, expect, test } from 'vitest';
import { createModel } from './create-model.ts';
import { type FakeServer, startFakeServer } from './testing/fake-server.ts';
import { requestFor } from './testing/scripted-model.ts';

let server: FakeServer;
beforeEach(async () => {
  server = await startFakeServer();
});
afterEach(() => server.close());

const open = (decoding = {}) =>
  createModel('completion:base', { baseUrl: server.url, env: { SECEVAL_API_KEY: 'a-secret-key' }, decoding });
const answer = { body: '{"choices":[{"text":"def f():","finish_reason":"eos"}]}' };

test('system and user are joined by a blank line, with nothing around them', async () => {
  server.enqueue(answer);
  await (await open({ seed: 3, topP: 0.9 })).complete(requestFor());
  expect(JSON.parse(server.received[0]?.body ?? '')).toEqual({
    model: 'base',
    prompt: 'Be brief.\n\nWrite it.',
    max_tokens: 2048,
    seed: 3,
    top_p: 0.9,
  });
  expect(server.received[0]?.headers.authorization).toBe('Bearer a-secret-key');
});

test('a prompt without a system part is the user part alone', async () => {
  server.enqueue(answer);
  await (await open()).complete({ ...requestFor(), prompt: { user: 'import os' } });
  expect(JSON.parse(server.received[0]?.body ?? '').prompt).toBe('import os');
});

test('the token limit in force stands in the decoding', async () => {
  expect((await open()).decoding).toEqual({ maxOutputTokens: 2048 });
  expect((await open({ maxOutputTokens: 9 })).decoding).toEqual({ maxOutputTokens: 9 });
});

test('an effort that a base model does not know is a warning, an odd finish reason is unknown', async () => {
  server.enqueue(answer);
  expect(await (await open({ reasoningEffort: 'high' })).complete(requestFor())).toMatchObject({
    finish: 'unknown',
    usage: {},
    warnings: ['unsupported: reasoning effort (plain completion)'],
  });
});

test.each([
  ['{"error":{"message":"context too long"}}', 'context too long'],
  ['{"error":"model not loaded"}', 'model not loaded'],
  ['{"message":"vLLM says no"}', 'vLLM says no'],
  ['plain words', 'plain words'],
])('the words of %s are shown', async (body, words) => {
  server.enqueue({ status: 400, body });
  await expect((await open()).complete(requestFor())).rejects.toMatchObject({
    message: `completion:base: the request was refused (HTTP 400): ${words}`,
  });
});
