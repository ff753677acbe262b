import { describe, expect, it } from 'vitest';
import { attemptId } from '../core/attempt.ts';
import { summarise } from './4-summarise.ts';
import { rejudgeRun } from './rejudge.ts';
import { runStudy } from './run-study.ts';
import { type FakeOptions, fakeParts, judgementOf } from './testing/fake-parts.ts';
import { fakePlan } from './testing/fake-suite.ts';
import { MemoryLog } from './testing/memory-log.ts';

const plan = fakePlan(4);
const allSecure: FakeOptions = { judge: ({ code }) => judgementOf(code, 'secure') };

async function finishedRun() {
  const log = new MemoryLog();
  await runStudy({ run: 'old', plan, parts: fakeParts({ costUsd: 1 }), log });
  return { blobs: log, state: await summarise(log.events()) };
}

describe('rejudgeRun', () => {
  it('finds no difference under the same suite, asks no model and spends nothing', async () => {
    const log = new MemoryLog();
    const parts = fakeParts();
    const result = await rejudgeRun({ run: 'new', ...(await finishedRun()), parts, log });
    expect(result).toMatchObject({ differences: [], same: plan.attempts.length, skipped: [] });
    expect(parts.asked).toEqual([]);
    expect((await summarise(log.events())).tally).toMatchObject({ costUsd: 0, unknownCosts: 0 });
  });

  it('tells every attempt whose verdict changed, and leaves a run that is complete in itself', async () => {
    const old = await finishedRun();
    const log = new MemoryLog();
    const { differences, same } = await rejudgeRun({ run: 'new', ...old, parts: fakeParts(allSecure), log });
    const { vulnerable, broken } = old.state.tally.verdicts;
    expect(differences.length).toBeGreaterThan(0);
    expect(differences.length).toBeGreaterThanOrEqual(vulnerable + broken);
    expect(differences.length + same).toBe(plan.attempts.length);
    for (const { attempt, before, after } of differences) {
      expect(before).toEqual(old.state.attempts.get(attemptId(attempt))?.judged);
      expect(after).toMatchObject({ judgement: { verdict: 'secure' } });
    }
    for (const event of log.events()) {
      if (event.type === 'completed') expect(await log.readBlob(event.blob)).toBe(await old.blobs.readBlob(event.blob));
    }
  });

  it('gives the same differences when it was interrupted and resumed', async () => {
    const old = await finishedRun();
    const whole = await rejudgeRun({ run: 'new', ...old, parts: fakeParts(allSecure), log: new MemoryLog() });
    const log = new MemoryLog();
    const stopper = new AbortController();
    const onProgress = ({ done }: { done: number }) => {
      if (done >= 15) stopper.abort();
    };
    const options = { run: 'new', ...old, parts: fakeParts(allSecure), log };
    const part = await rejudgeRun({ ...options, signal: stopper.signal, onProgress });
    expect(part.outcome.status).toBe('stopped');
    const rest = await rejudgeRun({ ...options, earlier: await summarise(log.events()) });
    const names = (result: typeof rest) => result.differences.map(({ attempt }) => attemptId(attempt)).toSorted();
    expect(rest.outcome.status).toBe('finished');
    expect(names(rest)).toEqual(names(whole));
    expect(rest.same).toBe(whole.same);
  });

  it('skips by name what the suite no longer has, and leaves open what is lost', async () => {
    const old = await finishedRun();
    const whyNot = ({ task }: { task: string }) => (task === 'CWE-089/task-0' ? 'not in the suite' : undefined);
    const kept = plan.attempts.find(({ task }) => task === 'CWE-089/task-1');
    old.blobs.loseBlob(old.state.attempts.get(kept === undefined ? '' : attemptId(kept))?.completed?.blob ?? '');
    const { skipped, outcome, same } = await rejudgeRun({
      run: 'new',
      ...old,
      whyNot,
      parts: fakeParts(),
      log: new MemoryLog(),
    });
    expect(skipped).toEqual([{ task: 'CWE-089/task-0', reason: 'not in the suite' }]);
    expect(outcome).toMatchObject({ status: 'finished', open: 1 });
    expect(same).toBe(plan.attempts.length - 6 - 1);
  });
});
