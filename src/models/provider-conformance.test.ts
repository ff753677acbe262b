import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Interrupted, ModelRequestError } from '../core/errors.ts';
import type { CompletionRequest, Decoding } from '../core/model.ts';
import { createModel } from './create-model.ts';
import { type FakeServer, type Reply, startFakeServer } from './testing/fake-server.ts';
import { requestFor } from './testing/scripted-model.ts';
import { type Answer, type WireKind, wireFormats } from './testing/wire-formats.ts';
import { withRetry } from './with-retry.ts';
import { withTimeLimit } from './with-time-limit.ts';

const code = 'def find_orders(path, name):\n    return []\n';
const usage = { input: 120, output: 40, cached: 100, reasoning: 15 };

/** Where a provider cannot do what the others do, by `provider/case`, and why. */
const deviations: Readonly<Record<string, string>> = {
  'anthropic/no usage': 'the Messages API always reports usage, and the SDK refuses an answer without it',
  'mistral/filtered': 'Mistral has no finish reason for it',
  'mistral/no usage': 'the SDK refuses an answer without usage',
  'bedrock/no usage': 'the Converse API always reports usage',
};

let server: FakeServer;
beforeEach(async () => {
  server = await startFakeServer();
});
afterEach(() => server.close());

const kinds = Object.keys(wireFormats) as WireKind[];

describe.each(kinds)('%s', (kind) => {
  const format = wireFormats[kind];
  const open = (decoding: Decoding = {}) =>
    createModel(`${kind}:${format.model}`, { baseUrl: server.url, env: format.env, decoding });
  const reply = (answer: Partial<Answer> = {}): Reply => ({
    body: JSON.stringify(format.answer({ text: code, finish: 'stop', usage, ...answer })),
  });
  const error = (status: number, message: string, headers?: Record<string, string>): Reply => ({
    status,
    body: JSON.stringify(format.error(status, message)),
    ...(headers && { headers }),
  });
  const failure = async (request: CompletionRequest = requestFor()): Promise<ModelRequestError> => {
    const outcome = await (await open()).complete(request).catch((thrown: unknown) => thrown);
    expect(outcome).toBeInstanceOf(ModelRequestError);
    return outcome as ModelRequestError;
  };
  const supported = (name: string, body: () => Promise<void>) => {
    const reason = deviations[`${kind}/${name}`];
    if (reason === undefined) test(name, body);
    else test.skip(`${name} (${reason})`, body);
  };

  supported('answers with text, finish, usage and the served model', async () => {
    server.enqueue(reply());
    const completion = await (await open()).complete(requestFor());
    const reported = { inputTokens: 120, outputTokens: 40, reasoningTokens: 15, cachedInputTokens: 100 };
    for (const field of format.lacks) Reflect.deleteProperty(reported, field);
    expect(completion).toMatchObject({ text: code, finish: 'stop', warnings: [] });
    expect(completion.usage).toEqual(reported);
    expect(completion.servedBy).toBe(format.servedBy);
    expect(completion.latencyMs).toBeGreaterThan(0);
    expect(server.received[0]?.path).toMatch(format.path);
  });

  supported('sends the prompt and nothing of the attempt', async () => {
    server.enqueue(reply());
    await (await open()).complete(requestFor());
    const body = server.received[0]?.body ?? '';
    expect(body).toContain('Be brief.');
    expect(body).toContain('Write it.');
    expect(body).not.toContain('order-search');
  });

  supported('no usage', async () => {
    server.enqueue({ body: JSON.stringify(format.answer({ text: code, finish: 'stop' })) });
    expect((await (await open()).complete(requestFor())).usage).toEqual({});
  });

  supported('cut off by the token limit', async () => {
    server.enqueue(reply({ finish: 'length' }));
    expect(await (await open({ maxOutputTokens: 77 })).complete(requestFor())).toMatchObject({
      finish: 'length',
      text: code,
    });
    expect(server.received[0]?.body).toContain('77');
  });

  supported('filtered', async () => {
    server.enqueue(reply({ finish: 'filtered' }));
    expect(await (await open()).complete(requestFor())).toMatchObject({ finish: 'filtered' });
  });

  supported('429 with retry-after, then success', async () => {
    server.enqueue(error(429, 'slow down', { 'retry-after': '7' }), reply());
    const waits: number[] = [];
    const model = withRetry(await open(), { sleep: async (ms) => void waits.push(ms), random: () => 0 });
    expect(await model.complete(requestFor())).toMatchObject({ text: code });
    expect(waits).toEqual([7000]);
  });

  supported('500, then success', async () => {
    server.enqueue(error(500, 'oops'), reply());
    const model = withRetry(await open(), { sleep: async () => {} });
    expect(await model.complete(requestFor())).toMatchObject({ text: code });
  });

  supported('asks once without a retry wrapper', async () => {
    server.enqueue(error(503, 'overloaded'), reply());
    expect(await failure()).toMatchObject({ failure: 'transient', retryable: true, status: 503 });
    expect(server.received).toHaveLength(1);
  });

  test.each(['reset', 'end'] as const)('a body cut in the middle (%s) is never a completion', async (cut) => {
    server.enqueue({ ...reply(), cut });
    expect(await failure()).toMatchObject({ failure: 'malformed-response', retryable: true });
  });

  supported('a connection broken before any answer', async () => {
    server.enqueue({ cut: 'refuse' });
    expect(await failure()).toMatchObject({ failure: 'transient', retryable: true });
  });

  test.each(['{"broken', '<html>Bad gateway</html>', '', '{}', '[]', 'null'])(
    'a body of %j is malformed',
    async (body) => {
      // Gemini sends no candidates when it blocks a prompt without saying so: `{}` has the documented form there
      if (kind === 'google' && body === '{}') return;
      server.enqueue({ body });
      expect(await failure()).toMatchObject({ failure: 'malformed-response', retryable: true });
    },
  );

  supported('401 names no key', async () => {
    server.enqueue(error(401, `Incorrect API key provided: ${format.secret}`));
    const thrown = await failure();
    expect(thrown).toMatchObject({ failure: 'authentication', retryable: false, status: 401 });
    expect(thrown.message).toContain('[key]');
    const { inspect } = await import('node:util');
    expect(inspect(thrown, { depth: 9, showHidden: true })).not.toContain(format.secret);
    expect(JSON.stringify((await open()).identity)).not.toContain(format.secret);
  });

  test.each([
    [404, 'not-found', false],
    [400, 'bad-request', false],
    [403, 'authentication', false],
    [408, 'transient', true],
    [409, 'transient', true],
  ] as const)('HTTP %i is %s', async (status, expected, retryable) => {
    server.enqueue(error(status, 'in its own words'));
    const thrown = await failure();
    expect(thrown).toMatchObject({ failure: expected, retryable, status });
    expect(thrown.message).toContain('in its own words');
  });

  supported('a content policy error of HTTP 400 is a filtered answer', async () => {
    server.enqueue({ status: 400, body: '{"error":{"message":"blocked","code":"content_filter"}}' });
    expect(await (await open()).complete(requestFor())).toMatchObject({ finish: 'filtered', text: '', usage: {} });
  });

  supported('a slow answer meets the time limit', async () => {
    server.enqueue({ ...reply(), delayMs: 2000 });
    const thrown = await withTimeLimit(await open(), 50)
      .complete(requestFor())
      .catch((it: unknown) => it);
    expect(thrown).toMatchObject({ failure: 'timeout', retryable: true });
  });

  supported('an abort is Interrupted', async () => {
    server.enqueue({ ...reply(), delayMs: 2000 });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    await expect((await open()).complete(requestFor(0, stop.signal))).rejects.toBeInstanceOf(Interrupted);
  });
});
