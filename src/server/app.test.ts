import { describe, expect, test, vi } from 'vitest';
import { openApp, read } from './testing/fake-scorer.ts';

const code = (text: string) => ({ task: 'known', code: text });
const until = (holds: () => boolean) => vi.waitUntil(holds, { timeout: 10_000, interval: 1 });
const errorOf = async (response: Response) => (await read(response)).error.code;

test('a score has a verdict, a reward and the seed that repeats it', async () => {
  const { post, scorer } = openApp();
  const score = await read(post('/v1/score', { ...code('secure'), id: 'mine' }));
  expect(score).toMatchObject({ id: 'mine', task: 'known', verdict: 'secure', reward: 1, evidence: [] });
  expect(scorer.judged[0]).toMatchObject({ seed: score.seed, inFull: false });
  const again = await read(post('/v1/score', code('secure')));
  expect(again.seed).not.toBe(score.seed);
  const told = await read(post('/v1/score', { ...code('secure'), seed: 7, tests: 'all' }));
  expect(told).toMatchObject({ seed: 7, exploited: false });
  expect(scorer.judged[2]).toMatchObject({ seed: 7, inFull: true });
});

test('rewards follow the scheme, and null is for inconclusive alone', async () => {
  const { post } = openApp();
  const rewards: unknown[] = [];
  for (const outcome of ['secure', 'vulnerable', 'broken', 'invalid', 'inconclusive', 'prose']) {
    rewards.push((await read(post('/v1/score', code(outcome)))).reward);
  }
  expect(rewards).toEqual([1, 0.2, 0, 0, null, 0]);
});

describe('evidence', () => {
  test('of tests that are not to be revealed says only that there was an attack', async () => {
    const { post } = openApp();
    const text = await (await post('/v1/score', code('vulnerable'))).text();
    expect(text).not.toMatch(/SECRET|test_|P1/);
    expect(JSON.parse(text).evidence).toEqual([
      { kind: 'security', outcome: 'fail' },
      { kind: 'security', outcome: 'fail', payload: 'P2', message: 'leaked' },
    ]);
  });
  test('is whole where the service was told so, and absent where nobody wants it', async () => {
    const all = openApp({ evidence: 'all' });
    const whole = await read(all.post('/v1/score', code('vulnerable')));
    expect(whole.evidence[0]).toMatchObject({ test: 'test_secret', message: 'SECRET CONDITION' });
    const without = await read(all.post('/v1/score', { ...code('vulnerable'), evidence: false }));
    expect(without).not.toHaveProperty('evidence');
    expect(without).not.toHaveProperty('detail');
  });
});

test('a batch is answered line by line as its items finish, each with its index', async () => {
  const { post, scorer } = openApp();
  const response = await post('/v1/score/batch', { items: [code('held'), code('secure'), code('broken')] });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while ((text.match(/\n/g) ?? []).length < 2) text += (await reader?.read())?.value ?? '';
  await scorer.release('vulnerable');
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) text += part.value;
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ index, verdict }) => [index, verdict])).toEqual([
    [1, 'secure'],
    [2, 'broken'],
    [0, 'vulnerable'],
  ]);
});

describe('what is not understood', () => {
  const { post, get } = openApp();
  test.each([
    ['no JSON', '{', 400],
    ['no answer', { task: 'known' }, 400],
    ['two answers', { task: 'known', code: '', completion: '' }, 400],
    ['an unknown field', { task: 'known', code: '', reward: 1 }, 400],
    ['an unknown task', { task: 'unknown', code: '' }, 400],
    ['a task of another machine', { task: 'elsewhere', code: '' }, 422],
    ['another suite', { ...code(''), suite: 'other' }, 409],
    ['a body that is too long', code('x'.repeat(20_000)), 413],
  ])('%s is refused', async (_, body, status) => {
    expect((await post('/v1/score', body)).status).toBe(status);
  });
  test('a long body is cut off even where it hides its length', async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('x'.repeat(1000))),
    });
    const init: RequestInit & { duplex: 'half' } = { body, duplex: 'half' };
    expect((await post('/v1/score', '', init)).status).toBe(413);
  });
  test('a batch is checked whole before anything of it runs', async () => {
    const { post, scorer } = openApp();
    const response = await post('/v1/score/batch', { items: [code('secure'), { task: 'unknown', code: '' }] });
    expect(response.status).toBe(400);
    expect((await read(response)).error.message).toContain('items.1');
    expect(scorer.judged).toEqual([]);
    const many = { items: Array.from({ length: 6 }, () => code('secure')) };
    expect((await post('/v1/score/batch', many)).status).toBe(413);
  });
  test('a form is no JSON, and an unknown path says where to look', async () => {
    expect((await post('/v1/score', code(''), { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect(await errorOf(await get('/v2/score'))).toBe('not-found');
  });
});

test('a full queue answers 429 with the time to wait, and takes work again when there is room', async () => {
  const { post, scorer, service } = openApp({ atOnce: 1, queueLimit: 2 });
  const first = [post('/v1/score', code('a')), post('/v1/score', code('b')), post('/v1/score', code('c'))];
  await until(() => service.queue.waiting === 2);
  expect([service.queue.running, service.queue.room]).toEqual([1, 0]);
  const refused = await post('/v1/score', code('d'));
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  for (const _ of first) await scorer.release('secure');
  expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await post('/v1/score', code('secure'))).status).toBe(200);
});

test('a client that goes away takes its waiting work with it', async () => {
  const { post, scorer, service } = openApp({ atOnce: 1 });
  const gone = new AbortController();
  const ours = post('/v1/score', code('ours'));
  const items = { items: [code('x'), code('y')] };
  const theirs = Promise.resolve(post('/v1/score/batch', items, { signal: gone.signal })).catch(() => undefined);
  await until(() => service.queue.waiting === 2);
  gone.abort();
  await until(() => service.queue.waiting === 0);
  await scorer.release('secure');
  expect((await ours).status).toBe(200);
  await theirs;
  expect(scorer.judged.map((one) => one.code)).toEqual(['ours']);
});

test('a deadline bounds the waiting only', async () => {
  const { post, scorer, service } = openApp({ atOnce: 1 });
  const slow = post('/v1/score', { ...code('slow'), deadlineSeconds: 0.01 });
  await until(() => service.queue.running === 1);
  const late = await post('/v1/score', { ...code('late'), deadlineSeconds: 0.03 });
  expect(late.status).toBe(504);
  await scorer.release('secure');
  expect((await slow).status).toBe(200);
});

test('while it drains, it answers what it has and takes nothing more', async () => {
  const { post, get, scorer, service } = openApp({ atOnce: 1 });
  await service.warmUp();
  expect((await get('/readyz')).status).toBe(200);
  const [running, waiting] = [post('/v1/score', code('one')), post('/v1/score', code('two'))];
  await until(() => service.queue.waiting === 1);
  const drained = service.drain();
  expect((await get('/readyz')).status).toBe(503);
  expect(await errorOf(await post('/v1/score', code('secure')))).toBe('draining');
  await scorer.release('secure');
  await scorer.release('broken');
  await drained;
  expect([(await running).status, (await waiting).status]).toEqual([200, 200]);
});

test('it is not ready before it is warm, nor when every judgement ends in a fault', async () => {
  const { post, get, service } = openApp();
  expect((await get('/readyz')).status).toBe(503);
  await service.warmUp();
  for (let count = 0; count < 10; count++) await post('/v1/score', code('inconclusive'));
  expect((await get('/readyz')).status).toBe(503);
  await post('/v1/score', code('secure'));
  expect((await get('/readyz')).status).toBe(200);
});

describe('tokens', () => {
  const { get } = openApp({ tokens: ['a-long-enough-token', 'another-long-token!'] });
  const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
  test.each([
    ['none', undefined, 401],
    ['a wrong one', 'Bearer a-long-enough-tokem', 401],
    ['an empty one', 'Bearer ', 401],
    ['the first', 'Bearer a-long-enough-token', 200],
    ['the second', 'bearer another-long-token!', 200],
    ['as a password', basic('trainer:a-long-enough-token'), 200],
    ['a wrong password', basic('a-long-enough-token:x'), 401],
  ])('%s', async (_, authorization, status) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    expect((await get('/v1/suites', headers)).status).toBe(status);
    expect((await get('/metrics', headers)).status).toBe(status);
    expect((await get('/healthz', headers)).status).toBe(200);
  });
  test('without any, only names of this machine are answered', async () => {
    const open = openApp();
    expect((await open.get('/v1/suites', { host: 'rebound.example' })).status).toBe(403);
    expect((await open.get('/v1/suites', { host: '127.0.0.1:8787' })).status).toBe(200);
  });
});

test('neither the log nor the metrics hold code, paths of clients or tokens', async () => {
  const { post, get, log, service } = openApp();
  await post('/v1/score', { ...code('secure'), completion: undefined });
  await get('/nowhere/super-secret');
  const told = JSON.stringify(log) + service.metrics.text();
  expect(told).toContain('seceval_scores_total{verdict=\\"secure\\"} 1'.replaceAll('\\', ''));
  expect(told).not.toMatch(/super-secret|known/);
  expect(log).toHaveLength(2);
});
