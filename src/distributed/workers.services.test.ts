import { setTimeout as delay } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EnvironmentFault } from '../core/errors.ts';
import type { Submission } from '../core/judge.ts';
import type { Judgement } from '../core/verdict.ts';
import { judgementOf } from '../runner/testing/fake-parts.ts';
import { fakeTask } from '../runner/testing/fake-suite.ts';
import { parseQueueUrl, prefix, type QueueConnection } from './connection.ts';
import { judgeQueue } from './messages.ts';
import { RemoteCalls, tries } from './remote-calls.ts';
import { remoteJudge } from './remote-judge.ts';
import { type StartedWorker, startWorker } from './start-worker.ts';
import { tellTroubles } from './tell-troubles.ts';
import { termsKey } from './terms.ts';
import { openLink } from './testing/droppable-link.ts';
import { fakeDescription, fakeTerms } from './testing/fake-terms.ts';
import { hasNetworkNamespaces } from './testing/network-namespace.ts';
import { hasRedis, type RedisServer, startRedis } from './testing/redis-server.ts';

const queue = judgeQueue(termsKey(fakeTerms));
const task = fakeTask('CWE-089/any');
const submission = (code: string): Submission => ({ task, language: 'python', code, seed: 1 });
const many = Array.from({ length: 40 }, (_, index) => `code ${index}`);

describe.skipIf(!hasRedis)('on a real Redis (skipped where redis-server is not installed)', () => {
  let redis: RedisServer;
  let connection: QueueConnection;
  const closing: (() => Promise<unknown> | unknown)[] = [];
  beforeEach(async () => {
    redis = await startRedis();
    connection = parseQueueUrl(redis.url, {});
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    await redis.end();
  });

  function openJudge(troubles = tellTroubles({})) {
    const judge = remoteJudge(new RemoteCalls({ connection, queue, sweepMs: 100, troubles }), fakeDescription);
    closing.push(() => judge.close());
    return judge;
  }

  function work(judge: (submission: Submission) => Promise<Judgement>, to = connection, slots = 4): StartedWorker {
    const worker = startWorker({
      connection: to,
      lostAfterMs: 1000,
      judging: { terms: fakeTerms, tasks: [task], judge: { judge }, slots },
    });
    closing.push(() => worker.close(true));
    return worker;
  }

  const slowly = async ({ code }: Submission) => {
    await delay(20);
    return judgementOf(code);
  };

  test('a Redis that stops, starts and remembers nothing loses nothing', async () => {
    work(slowly);
    const judge = openJudge();
    const all = Promise.all(many.map((code) => judge.judge(submission(code))));
    await delay(60);
    await redis.stop();
    await delay(300);
    await redis.start();
    expect((await all).map(({ verdict }) => verdict)).toEqual(many.map((code) => judgementOf(code).verdict));
  });

  test('work of a worker that fell silent is done by another', async () => {
    let taken = 0;
    const silent = work(() => {
      taken += 1;
      return new Promise(() => undefined);
    });
    const judge = openJudge();
    const all = Promise.all(many.slice(0, 4).map((code) => judge.judge(submission(code))));
    await vi.waitUntil(() => taken === 4, { timeout: 90_000 });
    await silent.close(true); // as if killed: it gives nothing back
    work(slowly);
    expect((await all).map(({ verdict }) => verdict)).toEqual(
      many.slice(0, 4).map((code) => judgementOf(code).verdict),
    );
  });

  test.skipIf(hasNetworkNamespaces)(
    'a wire that loses every byte between a worker and Redis: another does the work, and it counts once',
    async () => {
      const link = await openLink(redis.port);
      closing.push(() => link.close());
      const done: string[] = [];
      const noting = async (given: Submission) => {
        await delay(30);
        done.push(given.code);
        return judgementOf(given.code);
      };
      work(noting, { ...connection, port: link.port });
      const judge = openJudge();
      const results: string[] = [];
      const all = Promise.all(many.map(async (code) => results.push((await judge.judge(submission(code))).verdict)));
      await vi.waitUntil(() => done.length > 5, { timeout: 90_000 });
      link.cut();
      work(noting);
      await all;
      link.mend();
      await delay(200); // what the first one still sends is too late
      expect(done.length).toBeGreaterThan(many.length); // some of it was done twice
      expect(results).toHaveLength(many.length);
    },
  );

  test('a Redis that is away is told of once, and one that no longer lets worker and run in ends them', async () => {
    const listeners = () => {
      const told = { troubles: [] as string[], faults: [] as EnvironmentFault[] };
      const onTrouble = (message: string) => told.troubles.push(message);
      return { ...told, onTrouble, onFatal: (fault: EnvironmentFault) => told.faults.push(fault) };
    };
    const [atWorker, atRun] = [listeners(), listeners()];
    const worker = startWorker({
      connection,
      lostAfterMs: 1000,
      judging: { terms: fakeTerms, tasks: [task], judge: { judge: slowly }, slots: 1 },
      ...atWorker,
    });
    closing.push(() => worker.close(true));
    const judge = openJudge(tellTroubles(atRun));
    await judge.judge(submission('before'));
    await redis.stop();
    for (const { troubles } of [atWorker, atRun]) {
      await vi.waitUntil(() => troubles.some((message) => message.includes('ECONNREFUSED')), { timeout: 90_000 });
    }
    await delay(400); // it is tried again several times
    for (const { troubles } of [atWorker, atRun]) expect(troubles.length).toBe(new Set(troubles).size);
    await redis.start();
    await judge.judge(submission('after'));
    for (const { faults } of [atWorker, atRun]) expect(faults).toEqual([]);

    const administrator = new Redis(redis.port);
    closing.push(() => administrator.disconnect());
    // Else whatever is closed after the test waits for a Redis that does not let it in.
    closing.push(() => administrator.config('SET', 'requirepass', ''));
    await administrator.config('SET', 'requirepass', 'another');
    await administrator.call('CLIENT', 'KILL', 'TYPE', 'normal');
    for (const { faults } of [atWorker, atRun]) {
      await vi.waitUntil(() => faults.length > 0, { timeout: 90_000 });
      expect(faults[0]).toMatchObject({ exitCode: 3, message: expect.stringContaining('NOAUTH') });
      expect(faults).toHaveLength(1);
    }
  });

  test('a candidate that no worker survives is set aside after three tries, and the others are judged', async () => {
    let deaths = 0;
    const mortal = async (given: Submission): Promise<Judgement> => {
      if (given.code !== 'poison') return slowly(given);
      deaths += 1;
      throw new Error('the worker died');
    };
    work(mortal);
    const judge = openJudge();
    const [poison, ...others] = await Promise.all(
      ['poison', ...many.slice(0, 8)].map((code) => judge.judge(submission(code))),
    );
    expect(poison).toMatchObject({ verdict: 'inconclusive', reason: 'harness-fault' });
    expect(deaths).toBe(tries);
    expect(others.map(({ verdict }) => verdict)).toEqual(many.slice(0, 8).map((code) => judgementOf(code).verdict));
  });

  test('tries that threw and tries that were lost are counted together', async () => {
    const ends: string[] = [];
    function mortal(how: 'throws' | 'falls silent'): Promise<Judgement> {
      ends.push(how);
      return how === 'throws' ? Promise.reject(new Error('the worker died')) : new Promise(() => undefined);
    }
    const silent = work(() => mortal(ends.length === 0 ? 'throws' : 'falls silent'));
    const poison = openJudge().judge(submission('poison'));
    await vi.waitUntil(() => ends.length === 2, { timeout: 90_000 });
    await silent.close(true); // as if killed
    work(() => mortal('throws'));
    expect(await poison).toMatchObject({ verdict: 'inconclusive', reason: 'harness-fault' });
    expect(ends).toEqual(['throws', 'falls silent', 'throws']);
  });

  test('equal work that is delivered twice is judged and counted by each that asked, and results outlive the run', async () => {
    // A run was killed after its work was done: nobody fetched the result.
    const killed = new RemoteCalls({ connection, queue, sweepMs: 60_000 });
    const lost = remoteJudge(killed, fakeDescription);
    void lost.judge(submission('kept')).catch(() => undefined);
    await vi.waitUntil(async () => (await counts(connection)).waiting === 1, { timeout: 90_000 });
    await killed.close();
    let judged = 0;
    work(async (given) => {
      judged += 1;
      return slowly(given);
    });
    await vi.waitUntil(async () => (await counts(connection)).completed === 1, { timeout: 90_000 });
    const resumed = openJudge();
    const [first, second] = await Promise.all([resumed.judge(submission('kept')), resumed.judge(submission('kept'))]);
    expect([first.verdict, second.verdict]).toEqual([judgementOf('kept').verdict, judgementOf('kept').verdict]);
    expect(judged).toBe(2);
  });
});

async function counts(connection: QueueConnection): Promise<{ waiting: number; completed: number }> {
  const reader = new Queue(queue, { connection, prefix });
  try {
    const [waiting, completed] = await Promise.all([reader.getWaitingCount(), reader.getCompletedCount()]);
    return { waiting, completed };
  } finally {
    await reader.close();
  }
}
