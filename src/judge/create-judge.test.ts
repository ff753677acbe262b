import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Interrupted } from '../core/errors.ts';
import type { Submission } from '../core/judge.ts';
import type { Judgement } from '../core/verdict.ts';
import { createJudge, type JudgeOptions } from './create-judge.ts';
import { inlineTask, language } from './testing/inline-task.ts';

const script = fileURLToPath(new URL('testing/fake-sandbox.mjs', import.meta.url));
const task = inlineTask({ limits: { 'wall-seconds': 0.1 } });
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface FakeOptions extends Partial<JudgeOptions> {
  /** How each sandbox starts: `ready`, `dies at once`, or anything else for one that never gets ready. */
  readonly manner?: string;
}

/** A judge over fake sandboxes; `pids` lists those that were started. */
function fakeJudge({ manner = 'ready', ...options }: FakeOptions = {}) {
  const pids: number[] = [];
  const slots: number[] = [];
  const judge = createJudge({
    workers: 1,
    description: { tier: 'fake', environment: 'fake', limits: {}, deviations: [] },
    startSandbox: (slot) => {
      const started = spawn(process.execPath, [script, String(pids.length + 1), manner], { stdio: 'pipe' });
      pids.push(started.pid ?? 0);
      slots.push(slot);
      return { process: started, kill: () => void started.kill('SIGKILL') };
    },
    ...options,
  });
  closing.push(() => judge.close());
  const run = (code: string, more: Partial<Submission> = {}) => judge.judge({ task, language, code, seed: 1, ...more });
  return { judge, pids, slots, run };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const judgedBy = (judgement: Judgement) => Number(judgement.tests[0]?.name.split('-').at(-1));

describe('a sandbox that fails is replaced, and the candidate judged again', () => {
  test.each([
    ['dies', 'the sandbox ended (exit 3): last words'],
    ['sends text', 'a frame that is not JSON'],
    ['sends no JSON', 'a frame that is not JSON'],
    ['sends another message', /invalid/i],
    ['sends half of a frame', 'the sandbox ended (exit 0)'],
    ['answers for another', 'an answer nobody waits for'],
  ])('%s', async (code, detail) => {
    const { run, pids } = fakeJudge();
    const judgement = await run(code);
    expect(judgement).toMatchObject({ verdict: 'inconclusive', reason: 'harness-fault', tests: [] });
    expect(judgement.detail).toMatch(detail);
    expect(pids.length).toBe(3);
    expect(await run('secure')).toMatchObject({ verdict: 'secure' });
    expect(pids.filter(isAlive).length).toBe(1);
  });

  test('a sandbox that cannot even be started is a fault of the harness, and the next candidate is judged', async () => {
    let starts = 0;
    const { run } = fakeJudge({
      startSandbox: () => {
        starts += 1;
        if (starts <= 3) throw new Error('spawn EMFILE');
        const started = spawn(process.execPath, [script, String(starts), 'ready'], { stdio: 'pipe' });
        return { process: started, kill: () => void started.kill('SIGKILL') };
      },
    });
    expect(await run('secure')).toMatchObject({
      verdict: 'inconclusive',
      detail: expect.stringContaining('spawn EMFILE'),
    });
    expect(await run('secure')).toMatchObject({ verdict: 'secure' });
  });

  test('sandboxes that somebody kills while they judge use up none of its tries', async () => {
    const { run, pids } = fakeJudge({ retries: 0 });
    expect(await run('is killed in five sandboxes')).toMatchObject({ verdict: 'secure' });
    expect(pids.length).toBe(6);
  });

  test('a sandbox that was killed while it had nothing to do is replaced', async () => {
    const { run, pids } = fakeJudge({ retries: 0 });
    expect(await run('secure')).toMatchObject({ verdict: 'secure' });
    process.kill(pids[0] ?? 0, 'SIGKILL');
    await vi.waitUntil(() => pids.filter(isAlive).length === 0);
    await new Promise((resolve) => setTimeout(resolve, 50)); // until the judge has heard of it
    expect(await run('secure')).toMatchObject({ verdict: 'secure' });
    expect(pids.length).toBe(2);
  });

  test('once is enough when the second sandbox is well', async () => {
    const { run, pids } = fakeJudge();
    expect(await run('dies in the first sandbox')).toMatchObject({ verdict: 'secure' });
    expect(pids.length).toBe(2);
  });

  test('as often as it was told, in sandboxes that have started where there are some', async () => {
    const { run, pids } = fakeJudge({ workers: 2, retries: 1 });
    await Promise.all([run('secure'), run('secure')]);
    expect(await run('dies')).toMatchObject({ verdict: 'inconclusive' });
    expect([pids.length, pids.filter(isAlive).length]).toEqual([2, 0]);
  });

  test('an answer too many spoils the next, which is judged again', async () => {
    const { run } = fakeJudge();
    expect(await run('answers twice')).toMatchObject({ verdict: 'secure' });
    expect(await run('secure')).toMatchObject({ verdict: 'secure' });
  });
});

describe('a judge that had to be ended in the middle of a case', () => {
  test('by a value that held it: the case is an error, and what was found before it stands', async () => {
    const { run, pids } = fakeJudge();
    const judgement = await run('is held by a value');
    expect(judgement).toMatchObject({ verdict: 'broken', reason: 'function' });
    expect(judgement.tests.map(({ outcome }) => outcome)).toEqual(['pass', 'error']);
    expect(await run('secure')).toMatchObject({ verdict: 'secure' });
    expect(pids.length).toBe(2);
  });

  test('before the first case: the candidate did not load in time', async () => {
    expect(await fakeJudge().run('is held while it loads')).toMatchObject({ verdict: 'invalid', reason: 'load-limit' });
  });

  test('for want of a processor: it is judged again, alone', async () => {
    expect(await fakeJudge().run('is starved in a case until alone')).toMatchObject({ verdict: 'secure' });
  });

  test('by a crash: judged again', async () => {
    expect(await fakeJudge().run('crashes in the first sandbox')).toMatchObject({ verdict: 'secure' });
  });

  test('by a crash, in every sandbox: the candidate crashes it', async () => {
    const { run, pids } = fakeJudge();
    expect(await run('crashes')).toMatchObject({ verdict: 'broken', reason: 'function' });
    expect(pids.length).toBe(3);
    expect(await fakeJudge({ retries: 0 }).run('crashes')).toMatchObject({ verdict: 'inconclusive' });
  });
});

describe('a sandbox that does not start', () => {
  test('dies at once', async () => {
    const { run, pids } = fakeJudge({ manner: 'dies at once' });
    expect((await run('secure')).detail).toBe('the sandbox ended (exit 70)');
    expect(pids.length).toBe(3);
  });

  test('is not there', async () => {
    const { run } = fakeJudge({
      startSandbox: () => ({ process: spawn('/nowhere/bwrap', [], { stdio: 'pipe' }), kill: () => {} }),
    });
    expect((await run('secure')).detail).toBe('spawn /nowhere/bwrap ENOENT');
  });

  test('never gets ready', async () => {
    const { run, pids } = fakeJudge({ manner: 'hangs', startSeconds: 0.3, retries: 0 });
    expect((await run('secure')).detail).toBe('no sign of life for 0.3 s');
    expect(pids.filter(isAlive)).toEqual([]);
  });
});

describe('a silent judge', () => {
  test('is given up', async () => {
    const { run, pids } = fakeJudge({ silenceSeconds: 0.1, retries: 0 });
    expect((await run('is silent')).detail).toBe('no sign of life for 0.4 s');
    expect(pids.filter(isAlive)).toEqual([]);
  });

  test('is not silent while its cases go on', async () => {
    const { run, pids } = fakeJudge({ silenceSeconds: 1.5 });
    expect(await run('shows life')).toMatchObject({ verdict: 'secure' });
    expect(pids.length).toBe(1);
  });
});

describe('a fault that is not the judge', () => {
  test('a starved candidate is asked again alone, of the same sandbox', async () => {
    const { run, pids } = fakeJudge();
    expect(await run('is starved until alone')).toMatchObject({ verdict: 'secure' });
    expect(pids.length).toBe(1);
  });

  test('one that is starved even so is inconclusive', async () => {
    const { run } = fakeJudge();
    expect(await run('is starved always')).toMatchObject({ verdict: 'inconclusive', detail: 'told: starved' });
  });

  test('a broken task is not tried again', async () => {
    const { run, pids } = fakeJudge();
    expect(await run('has a broken task')).toMatchObject({ verdict: 'inconclusive', detail: 'told: task-broken' });
    expect(pids.length).toBe(1);
  });
});

describe('the pool', () => {
  test('a judge is replaced after a number of candidates, and when it asks for it', async () => {
    const { run, pids } = fakeJudge({ candidatesPerWorker: 2 });
    const judgements: Judgement[] = [];
    for (const code of ['secure', 'secure', 'secure', 'retires', 'secure']) judgements.push(await run(code));
    expect(new Set(judgements.map(({ verdict }) => verdict))).toEqual(new Set(['secure']));
    const [first, second, third] = pids;
    expect(judgements.map(judgedBy)).toEqual([first, first, second, second, third]);
    expect(pids.map(isAlive)).toEqual([false, false, true]);
  });

  test('so many sandboxes as workers, each in its own slot', async () => {
    const { run, slots } = fakeJudge({ workers: 3 });
    const judgements = await Promise.all(Array.from({ length: 9 }, () => run('secure')));
    expect(new Set(judgements.map(judgedBy)).size).toBe(3);
    expect(slots.toSorted()).toEqual([0, 1, 2]);
  });

  test('close ends every process, those at work and those that start as well, and refuses what comes later', async () => {
    const { judge, run, pids } = fakeJudge({ workers: 3 });
    await run('secure');
    const working = run('is silent');
    const starting = run('secure');
    const ended = Promise.allSettled([working, starting]);
    await judge.close();
    expect(pids.filter(isAlive)).toEqual([]);
    expect(await ended).toMatchObject([{ reason: expect.any(Interrupted) }, { reason: expect.any(Interrupted) }]);
    await expect(run('secure')).rejects.toThrow(Interrupted);
    expect(pids.length).toBeLessThanOrEqual(3);
  });

  test('an aborted submission is ended at once, and says nothing about the candidate', async () => {
    const { run, pids } = fakeJudge();
    await expect(run('secure', { signal: AbortSignal.abort() })).rejects.toThrow(Interrupted);
    expect(pids).toEqual([]);
    await expect(run('is silent', { signal: AbortSignal.timeout(300) })).rejects.toThrow(Interrupted);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(await run('secure')).toMatchObject({ verdict: 'secure' });
  });
});
