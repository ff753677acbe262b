import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { judgementOf } from '../runner/testing/fake-parts.ts';
import { fakeTask } from '../runner/testing/fake-suite.ts';
import { parseQueueUrl } from './connection.ts';
import { judgeQueue } from './messages.ts';
import { RemoteCalls } from './remote-calls.ts';
import { remoteJudge } from './remote-judge.ts';
import { startWorker } from './start-worker.ts';
import { termsKey } from './terms.ts';
import { fakeDescription, fakeTerms, judgeFake } from './testing/fake-terms.ts';
import { hasNetworkNamespaces, openOtherMachine } from './testing/network-namespace.ts';
import { hasRedis, startRedis } from './testing/redis-server.ts';
import { startProcess } from './testing/start-process.ts';

const task = fakeTask('CWE-089/any');

describe.skipIf(!hasRedis || !hasNetworkNamespaces)('skipped where there is no redis-server, no ip or no root', () => {
  test('the network between a worker and Redis is cut: another does its work, it counts once, and both go on', async () => {
    const machine = await openOtherMachine();
    onTestFinished(() => machine.remove());
    const redis = await startRedis(machine.address);
    onTestFinished(() => redis.end());
    const connection = parseQueueUrl(redis.url, {});
    const calls = new RemoteCalls({ connection, queue: judgeQueue(termsKey(fakeTerms)), sweepMs: 100 });
    onTestFinished(() => calls.close());
    const judge = remoteJudge(calls, fakeDescription);
    const verdicts = (codes: readonly string[]) =>
      Promise.all(
        codes.map(async (code) => {
          const { verdict } = await judge.judge({ task, language: 'python', code, seed: 1 });
          results.push(code);
          return verdict;
        }),
      );
    const results: string[] = [];
    const [first, second] = [[...codesOf('first', 8), 'slow', ...codesOf('third', 40)], codesOf('second', 8)];

    // 1. The worker is elsewhere, and in the middle of its work.
    const { lines } = startProcess(`redis://${machine.address}:${redis.port}`, machine.enter);
    await vi.waitUntil(() => lines.length > 0, { timeout: 90_000 });
    const all = verdicts(first);
    await vi.waitUntil(() => lines.includes('slow'), { timeout: 90_000 });

    // 2. Nothing passes any more: what it had is found lost, and done here.
    machine.cut();
    const done: string[] = [];
    const here = startWorker({
      connection,
      lostAfterMs: 1000,
      judging: { terms: fakeTerms, tasks: [task], judge: { judge: judgeFake }, slots: 4 },
      onDone: (kind) => done.push(kind),
    });
    onTestFinished(() => here.close(true));
    expect(await all).toEqual(first.map((code) => judgementOf(code).verdict));
    expect(results.toSorted()).toEqual(first.toSorted());
    // The slow one, at least, is done twice: the far worker ends it, and is not heard.
    const judgedElsewhere = () => lines.filter((line) => line === 'judged').length;
    await vi.waitUntil(() => judgedElsewhere() + done.length > first.length, { timeout: 90_000 });

    // 3. It comes back by itself, the only worker then, and what it still sends counts for nothing.
    await here.close(false);
    machine.mend();
    expect(await verdicts(second)).toEqual(second.map((code) => judgementOf(code).verdict));
    expect(results).toHaveLength(first.length + second.length);
  });
});

function codesOf(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name} ${index}`);
}
