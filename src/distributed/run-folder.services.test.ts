import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { attemptId } from '../core/attempt.ts';
import type { RunEvent } from '../core/run.ts';
import type { Parts } from '../runner/parts.ts';
import { runStudy } from '../runner/run-study.ts';
import { fakeParts } from '../runner/testing/fake-parts.ts';
import { fakePlan } from '../runner/testing/fake-suite.ts';
import { readEvents } from '../store/read-events.ts';
import { createRun } from '../store/run-folder.ts';
import { collect, description, noon, temporaryFolder } from '../store/testing/sample-run.ts';
import { parseQueueUrl, type QueueConnection } from './connection.ts';
import { joinWorkers } from './join-workers.ts';
import { openLobby } from './lobby.ts';
import { completeQueue, judgeQueue } from './messages.ts';
import { refuseUnlikeRuns } from './refuse-unlike-runs.ts';
import { RemoteCalls } from './remote-calls.ts';
import { remoteJudge } from './remote-judge.ts';
import { remoteModel } from './remote-model.ts';
import { termsKey } from './terms.ts';
import { fakeDescription, fakeTerms, judgeFake } from './testing/fake-terms.ts';
import { hasRedis, type RedisServer, startRedis } from './testing/redis-server.ts';
import { startProcess } from './testing/start-process.ts';

const plan = fakePlan(20, 2);

describe.skipIf(!hasRedis)('on a real Redis (skipped where redis-server is not installed)', () => {
  let redis: RedisServer;
  let connection: QueueConnection;
  beforeAll(async () => {
    redis = await startRedis();
    connection = parseQueueUrl(redis.url, {});
  });
  afterAll(() => redis.end());

  test('two worker processes, one killed in the middle, come to the run folder of one process', async () => {
    const alone = await runInFolder({ ...fakeParts(), judge: { judge: judgeFake } });
    const [first, second] = [startProcess(redis.url), startProcess(redis.url)];
    await vi.waitUntil(() => first.lines.length > 0 && second.lines.length > 0, { timeout: 90_000 });
    const killed = vi.waitUntil(() => first.lines.filter((line) => line === 'judged').length > 2, { timeout: 90_000 });
    const running = runInFolder(remoteParts(connection));
    await killed;
    first.child.kill('SIGKILL');
    const together = await running;

    expect(together.outcome).toMatchObject({ status: 'finished', open: 0, inconclusive: 0, faults: [] });
    expect(together.results).toEqual(alone.results);
    expect(together.results.filter((line) => line.includes('"judged"')).length).toBeGreaterThan(40);
    expect(together.blobs).toEqual(alone.blobs);
    expect(second.lines).toContain('completed');
  });

  test.each([
    ['version', { seceval: '2' }, 'version 1 is wanted, and the worker has 2'],
    ['suite', { suite: { name: 'fake', fingerprint: 'g' } }, 'the suite fake f is wanted, and the worker has fake g'],
    ['tier', { tier: 'container' }, 'the sandbox tier none is wanted, and the worker has container'],
  ])('a worker of another %s is refused, and the run that waits says why', async (_, other, message) => {
    const lobby = await openLobby(connection);
    onTestFinished(() => lobby.close());
    const stop = new AbortController();
    const said: string[] = [];
    const { seceval, suite, tier } = fakeTerms;
    const joined = await joinWorkers({
      connection,
      wanted: { seceval, suite, tier },
      signal: stop.signal,
      onWaiting: (text) => said.push(text),
    });
    onTestFinished(() => joined.close());
    const terms = { ...fakeTerms, ...other };
    await expect(refuseUnlikeRuns(lobby, terms)).rejects.toThrow(`this worker is refused: ${message}`);
    await expect(refuseUnlikeRuns(lobby, fakeTerms)).resolves.toBeUndefined();

    // It was there before the run.
    const environment = { ...description.environment, root: '/', architecture: 'amd64', builtAt: '' };
    const judge = { terms, slots: 1, environment, unable: [], description: fakeDescription };
    await lobby.announce('worker', { judge });
    const waiting = joined.world().catch((error: unknown) => error);
    await vi.waitUntil(() => said.length > 0, { timeout: 90_000 });
    stop.abort();
    expect(said).toEqual([`waiting for a worker that judges; ${message}`]);
    expect(String(await waiting)).toContain('stopped before a worker took part');
  });
});

/** What a run leaves but for its times and the order in which things ended. */
async function runInFolder(parts: Parts) {
  const { folder, log, manifest } = await createRun(await temporaryFolder(), description, noon);
  const limits = { judgements: 16, requestsPerModel: 8 };
  const outcome = await runStudy({ run: manifest.id, plan, parts, log, limits });
  await log.close();
  const events = await collect(readEvents(folder));
  const results = events.filter((event) => 'attempt' in event).map(withoutTimes);
  const blobs = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /[0-9a-f]{62}/.test(path));
  return { outcome, results: results.sort(), blobs: blobs.sort() };
}

function withoutTimes(event: RunEvent): string {
  const { at: _, latencyMs: __, ...rest } = { latencyMs: undefined, ...event };
  return JSON.stringify('attempt' in rest ? { ...rest, attempt: attemptId(rest.attempt) } : rest);
}

function remoteParts(connection: QueueConnection): Parts {
  function open(queue: string): RemoteCalls {
    const calls = new RemoteCalls({ connection, queue, sweepMs: 200 });
    onTestFinished(() => calls.close());
    return calls;
  }
  const local = fakeParts();
  const models = [...local.models].map(([spec, { identity, decoding }]) => {
    const calls = open(completeQueue(fakeTerms.seceval, spec));
    return [spec, remoteModel(calls, { spec, decoding, identity })] as const;
  });
  const judge = remoteJudge(open(judgeQueue(termsKey(fakeTerms))), fakeDescription);
  return { ...local, models: new Map(models), judge };
}
