import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Decoding } from '../core/model.ts';
import { createModel } from './create-model.ts';
import type { ModelOptions } from './model-options.ts';
import { type FakeServer, startFakeServer } from './testing/fake-server.ts';
import { requestFor } from './testing/scripted-model.ts';
import { type WireKind, wireFormats } from './testing/wire-formats.ts';

let server: FakeServer;
beforeEach(async () => {
  server = await startFakeServer();
});
afterEach(() => server.close());

function open(kind: WireKind, decoding: Decoding = {}, options: ModelOptions = {}) {
  const { model, env } = wireFormats[kind];
  return createModel(`${kind}:${model}`, { baseUrl: server.url, env, decoding, ...options });
}

function enqueue(kind: WireKind): void {
  server.enqueue({ body: JSON.stringify(wireFormats[kind].answer({ text: 'ok', finish: 'stop' })) });
}

const sent = (): unknown => JSON.parse(server.received.at(-1)?.body ?? 'null');

test('what a provider ignores is said in the warnings, and not on the console', async () => {
  const logs = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'info'), vi.spyOn(console, 'log')];
  enqueue('openai');
  const completion = await (await open('openai', { seed: 7, temperature: 0.5 })).complete(requestFor());
  expect(completion.warnings).toEqual([
    'unsupported: seed',
    'unsupported: temperature (temperature is not supported for reasoning models)',
  ]);
  for (const log of logs) expect(log).not.toHaveBeenCalled();
});

test.each([
  ['openai', 'high', { reasoning: { effort: 'high' } }],
  ['google', 'low', { generationConfig: { thinkingConfig: { thinkingBudget: 1024 } } }],
  ['compatible', 'medium', { reasoning_effort: 'medium' }],
  ['anthropic', 'medium', { output_config: { effort: 'medium' } }],
  [
    'bedrock',
    'low',
    { additionalModelRequestFields: { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'low' } } },
  ],
] as const)('%s is told the reasoning effort', async (kind, reasoningEffort, expected) => {
  server.enqueue({ body: JSON.stringify(wireFormats[kind].answer({ text: 'ok', finish: 'stop', usage: tokens })) });
  await (await open(kind, { reasoningEffort })).complete(requestFor());
  expect(sent()).toMatchObject(expected);
});
const tokens = { input: 2, output: 2, cached: 0, reasoning: 0 };

test('Mistral, which knows only high, is not told another effort, and says so', async () => {
  server.enqueue({ body: JSON.stringify(wireFormats.mistral.answer({ text: 'ok', finish: 'stop', usage: tokens })) });
  const completion = await (await open('mistral', { reasoningEffort: 'low' })).complete(requestFor());
  expect(completion.warnings).toEqual(['unsupported: reasoning effort low (Mistral knows only high)']);
  expect(sent()).not.toHaveProperty('reasoning_effort');
});

test('decoding that was not asked for is not sent', async () => {
  enqueue('compatible');
  await (await open('compatible')).complete(requestFor());
  expect(Object.keys(sent() as object).sort()).toEqual(['messages', 'model']);
});

test('a refusal inside an OpenAI answer is filtered', async () => {
  const refusal = {
    ...(wireFormats.openai.answer({ text: '', finish: 'stop' }) as object),
    output: [
      { type: 'message', id: 'm', role: 'assistant', content: [{ type: 'refusal', refusal: 'I cannot help.' }] },
    ],
  };
  server.enqueue({ body: JSON.stringify(refusal) });
  expect(await (await open('openai')).complete(requestFor())).toMatchObject({
    finish: 'filtered',
    text: 'I cannot help.',
  });
});

test.each([
  ['server_error', 'transient', true],
  ['rate_limit_exceeded', 'rate-limited', true],
  ['invalid_image', 'bad-request', false],
])('an OpenAI answer of HTTP 200 that failed with %s is %s', async (code, failure, retryable) => {
  const body = wireFormats.openai.answer({ text: '', finish: 'stop' }) as object;
  server.enqueue({ body: JSON.stringify({ ...body, status: 'failed', output: [], error: { code, message: 'no' } }) });
  await expect((await open('openai')).complete(requestFor())).rejects.toMatchObject({ failure, retryable });
});

test('a failure that a gateway reports inside an answer of HTTP 200 is one', async () => {
  for (const kind of ['compatible', 'completion'] as const) {
    server.enqueue({ body: '{"error":{"message":"upstream is busy","code":429}}' });
    await expect((await open(kind)).complete(requestFor())).rejects.toMatchObject({
      failure: 'rate-limited',
      message: expect.stringContaining('upstream is busy'),
    });
  }
});

test('a prompt that Gemini blocks is filtered', async () => {
  server.enqueue({
    body: '{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":5}}',
  });
  const completion = await (await open('google')).complete(requestFor());
  expect(completion).toMatchObject({ finish: 'filtered', text: '', usage: { inputTokens: 5 } });
  expect(completion.usage).toEqual({ inputTokens: 5 });
});

test('an empty OpenAI account is not asked again, a Gemini quota says when', async () => {
  server.enqueue({ status: 429, body: '{"error":{"message":"You exceeded your quota","code":"insufficient_quota"}}' });
  await expect((await open('openai')).complete(requestFor())).rejects.toMatchObject({
    failure: 'rate-limited',
    retryable: false,
  });
  const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '37s' }];
  server.enqueue({ status: 429, body: JSON.stringify({ error: { code: 429, message: 'q', status: 'R', details } }) });
  await expect((await open('google')).complete(requestFor())).rejects.toMatchObject({ retryAfterMs: 37_000 });
});

test("Mistral's finish reason error is a failed request", async () => {
  const answer = JSON.stringify(wireFormats.mistral.answer({ text: 'half', finish: 'stop', usage: tokens }));
  server.enqueue({ body: answer.replace('"finish_reason":"stop"', '"finish_reason":"error"') });
  await expect((await open('mistral')).complete(requestFor())).rejects.toMatchObject({ failure: 'transient' });
});

test('Bedrock is signed with an access key pair, whose secret is not sent', async () => {
  server.enqueue({ body: JSON.stringify(wireFormats.bedrock.answer({ text: 'ok', finish: 'stop', usage: tokens })) });
  const env = {
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'pair-secret-key',
    AWS_REGION: 'eu-central-1',
  };
  const model = await open('bedrock', {}, { env });
  expect(await model.complete(requestFor())).toMatchObject({ text: 'ok' });
  expect(server.received[0]?.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\//);
  expect(JSON.stringify(server.received)).not.toContain('pair-secret-key');
});

test('a local server without a key gets no authorization', async () => {
  enqueue('compatible');
  await (await open('compatible', {}, { env: {} })).complete(requestFor());
  expect(server.received[0]?.headers.authorization).toBeUndefined();
});

test('nothing listens: the message names the address', async () => {
  const model = await createModel('compatible:x', { baseUrl: 'http://127.0.0.1:1/v1', env: {} });
  await expect(model.complete(requestFor())).rejects.toMatchObject({
    failure: 'transient',
    retryable: true,
    message: expect.stringContaining('http://127.0.0.1:1/v1'),
  });
});

test('an injected fetch is used, and its odd errors become ModelRequestError', async () => {
  const fetch = async () => {
    throw new TypeError('certificate', {
      cause: Object.assign(new TypeError('bad'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }),
    });
  };
  await expect((await open('completion', {}, { fetch })).complete(requestFor())).rejects.toMatchObject({
    failure: 'transient',
    retryable: false,
  });
});
