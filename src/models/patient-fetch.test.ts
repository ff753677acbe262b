import { expect, test } from 'vitest';
import { patientFetch } from './patient-fetch.ts';
import { startFakeServer } from './testing/fake-server.ts';

test('it fetches, and heeds a signal', async () => {
  const server = await startFakeServer();
  server.enqueue({ body: 'hello' }, { body: 'late', delayMs: 2000 });
  expect(await (await patientFetch(server.url, { method: 'POST', body: 'x' })).text()).toBe('hello');
  await expect(patientFetch(server.url, { signal: AbortSignal.timeout(20) })).rejects.toThrow();
  await server.close();
});

test('its dispatcher waits an hour where the built-in one waits five minutes', async () => {
  const { fetch } = globalThis;
  const passed: unknown[] = [];
  globalThis.fetch = async (_input, init) => {
    passed.push(init);
    return new Response('');
  };
  await patientFetch('http://127.0.0.1:1/').finally(() => {
    globalThis.fetch = fetch;
  });
  const { dispatcher } = passed.at(-1) as { dispatcher?: object };
  const options = Object.getOwnPropertySymbols(dispatcher ?? {}).map((it) => Reflect.get(dispatcher ?? {}, it));
  expect(options).toContainEqual(expect.objectContaining({ headersTimeout: 3_600_000, bodyTimeout: 3_600_000 }));
});
