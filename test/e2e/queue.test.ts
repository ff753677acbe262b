import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { parseQueueUrl } from '../../src/distributed/connection.ts';
import { openLobby } from '../../src/distributed/lobby.ts';
import { hasRedis, type RedisServer, startRedis } from '../../src/distributed/testing/redis-server.ts';
import { resultsOf } from './support/results.ts';
import { newFolder, seceval, startSeceval } from './support/seceval.ts';

describe.skipIf(!hasRedis)('over a real Redis (skipped where redis-server is not installed)', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.end());

  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const suite = { name: 'core', fingerprint: '0'.repeat(64) };
  const wanted = { seceval: version, suite };

  test.each([
    ['version', { ...wanted, seceval: '9.9.9' }, /version 9\.9\.9 is wanted, and the worker has \d/],
    ['suite', wanted, /the suite core 000000000000 is wanted, and the worker has core [0-9a-f]{12}/],
    ['tier', { ...wanted, tier: 'runsc' }, /the sandbox tier runsc is wanted, and the worker has \w+/],
  ])('seceval worker of another %s than the run is refused in a line, with 2', async (_, run, said) => {
    const lobby = await openLobby(parseQueueUrl(redis.url, {}));
    onTestFinished(() => lobby.close());
    await lobby.announce('run', { wanted: run });
    const { code, stderr } = await seceval(['worker', '--queue', redis.url, '--workers', '1']);
    expect(stderr).toMatch(/^seceval: this worker is refused: /);
    expect(stderr).toMatch(said);
    expect(stderr.trim().split('\n')).toHaveLength(2);
    expect(code).toBe(2);
  });

  test('a run over workers that is killed with SIGKILL and resumed comes to what a run on one machine comes to', async () => {
    const words = ['--model', 'reference:secure', '--model', 'reference:insecure', '--samples', '6'];
    const study = ['run', ...words, '--task', 'order-search,document-store', '--strategy', 'generate/direct'];
    const worker = startSeceval(['worker', '--queue', redis.url, '--workers', '2']);
    onTestFinished(() => void worker.kill('SIGKILL'));

    const runs = newFolder();
    const first = startSeceval([...study, '--queue', redis.url, '--runs', runs]);
    const ended = new Promise((resolve) => first.once('close', resolve));
    await vi.waitUntil(() => judgedIn(runs) > 2, { timeout: 120_000, interval: 20 });
    first.kill('SIGKILL');
    await ended;
    const before = judgedIn(runs);
    const resumed = await seceval(['resume', '--runs', runs]);
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(before).toBeLessThan(resultsOf(runs).size);

    worker.kill('SIGKILL');
    const alone = newFolder();
    const whole = await seceval([...study, '--workers', '2', '--runs', alone]);
    expect(whole.code, whole.stderr).toBe(0);
    expect(resultsOf(runs)).toEqual(resultsOf(alone));
  });
});

/** Lines of the log that hold a verdict; the last may be torn. */
function judgedIn(runs: string): number {
  const [id] = readdirSync(runs);
  if (id === undefined) return 0;
  try {
    return readFileSync(join(runs, id, 'events.jsonl'), 'utf8').split('"type":"judged"').length - 1;
  } catch {
    return 0; // it is not there yet
  }
}
