import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { attemptId } from '../core/attempt.ts';
import type { RunProgress } from '../core/progress.ts';
import { summarise } from './4-summarise.ts';
import { runStudy } from './run-study.ts';
import { answerOf, type FakeOptions, fakeParts, judgementOf } from './testing/fake-parts.ts';
import { codeAttempts, fakePlan } from './testing/fake-suite.ts';
import { MemoryLog } from './testing/memory-log.ts';
import { runFake } from './testing/run-fake.ts';

describe('runStudy', () => {
  it('begins with run-started and ends with run-finished, each attempt completed before it is judged', async () => {
    const { events, outcome } = await runFake({}, { plan: fakePlan(3) });
    expect(outcome).toMatchObject({ status: 'finished', open: 0, faults: [], abandoned: [] });
    expect(events[0]).toMatchObject({ type: 'run-started', format: 1, run: 'test', attempts: 18 });
    expect(events.at(-1)).toMatchObject({ type: 'run-finished', open: 0 });
    const seen = new Set<string>();
    for (const event of events) {
      if (event.type === 'completed') seen.add(attemptId(event.attempt));
      if (event.type === 'judged' || event.type === 'classified') expect(seen).toContain(attemptId(event.attempt));
    }
  });

  it('keeps the text of prompt, completion and code behind the hashes of the events', async () => {
    const { events, log } = await runFake({});
    const judged = events.find((event) => event.type === 'judged' && event.code !== undefined);
    if (judged?.type !== 'judged') return expect.unreachable();
    const completed = events.find(
      (event) => event.type === 'completed' && attemptId(event.attempt) === attemptId(judged.attempt),
    );
    if (completed?.type !== 'completed') return expect.unreachable();
    expect(JSON.parse((await log.readBlob(completed.blob)) ?? '')).toEqual({
      prompt: { user: `prompt of ${attemptId(judged.attempt)}` },
      completion: answerOf(judged.attempt),
    });
    expect(await log.readBlob(judged.code ?? '')).toBe(`code of ${answerOf(judged.attempt).text}`);
    expect(judged.extraction).toBe('fence');
  });

  it('judges an answer without code as invalid, with the reason, and without asking the judge', async () => {
    const noCode = { text: 'I will not. 0', finish: 'stop', usage: {}, warnings: [] } as const;
    const { events, parts } = await runFake({ answer: () => ({ ...noCode, warnings: [] }) });
    const judgement = { verdict: 'invalid', reason: 'no-code', detail: 'only prose' };
    expect(events.filter((event) => event.type === 'judged')).toHaveLength(20);
    expect(events.find((event) => event.type === 'judged')).toMatchObject({ judgement });
    expect(parts.judgedCodes).toEqual([]);
  });

  it.each([{ requestsPerModel: 0 }, { judgements: 0 }, { judgements: Number.NaN }])('refuses %j', async (limits) => {
    await expect(runFake({}, { limits })).rejects.toMatchObject({ code: 'user-mistake' });
  });

  it('refuses a plan whose model is not set up, before anything is written', async () => {
    const log = new MemoryLog();
    const parts = fakeParts({ models: ['beta'] });
    await expect(runStudy({ run: 'test', plan: codeAttempts(20), parts, log })).rejects.toMatchObject({
      code: 'user-mistake',
    });
    expect(log.events()).toEqual([]);
  });
});

describe('maxCostUsd', () => {
  it('stops asking, stores and judges what was under way, and goes on when it is raised', async () => {
    const limits = { requestsPerModel: 3, maxCostUsd: 0.5 };
    const first = await runFake({ costUsd: 0.1 }, { limits });
    expect(first.outcome).toMatchObject({ status: 'stopped', reason: 'max-cost' });
    expect(first.parts.asked.length).toBeGreaterThanOrEqual(5);
    expect(first.parts.asked.length).toBeLessThanOrEqual(7);
    expect(first.state.tally.completed).toBe(first.parts.asked.length);
    expect(first.state.tally.done).toBe(first.parts.asked.length);
    expect(first.state.tally.costUsd).toBeCloseTo(first.parts.asked.length * 0.1);

    const again = await runFake({ costUsd: 0.1 }, { limits, log: first.log, earlier: first.state });
    expect(again.parts.asked).toEqual([]);
    const raised = { ...limits, maxCostUsd: 10 };
    const last = await runFake({ costUsd: 0.1 }, { limits: raised, log: first.log, earlier: first.state });
    expect(last.outcome).toMatchObject({ status: 'finished', open: 0 });
  });

  it('counts neither what a recording cost nor what came from the cache, and counts unknown prices apart', async () => {
    const recorded = await runFake({ costUsd: 1, cacheable: false }, { limits: { maxCostUsd: 2 } });
    expect(recorded.outcome.status).toBe('finished');
    expect(recorded.state.tally).toMatchObject({ costUsd: 0, unknownCosts: 0 });
    const cached = await runFake({
      answer: ({ attempt, onCacheHit }) => {
        onCacheHit?.();
        return answerOf(attempt, 1);
      },
    });
    expect(cached.state.tally.costUsd).toBe(0);
    expect((await runFake({})).state.tally).toMatchObject({ costUsd: 0, unknownCosts: 20 });
  });
});

describe('an inconclusive judgement', () => {
  it('is judged again by a resumed run, from the stored answer, and counted once', async () => {
    const isFlaky = (code: string) => code.endsWith('1');
    const first = await runFake({ judge: ({ code }) => judgementOf(code, isFlaky(code) ? 'inconclusive' : 'secure') });
    const { inconclusive } = first.outcome;
    expect(inconclusive).toBeGreaterThan(0);
    expect(first.outcome).toMatchObject({ status: 'finished', open: 0 });
    const judge: FakeOptions['judge'] = ({ code }) => judgementOf(code, 'secure');
    const again = await runFake({ judge }, { log: first.log, earlier: first.state });
    expect(again.parts.asked).toEqual([]);
    expect(again.parts.judgedCodes).toHaveLength(inconclusive);
    expect(again.parts.judgedCodes.every(isFlaky)).toBe(true);
    expect(again.outcome).toMatchObject({ status: 'finished', open: 0, inconclusive: 0 });
    const { tally } = await summarise(first.log.events());
    expect(tally).toMatchObject({ completed: 20, done: 20, verdicts: { inconclusive: 0 } });
    expect(first.log.events()).toContainEqual(expect.objectContaining({ type: 'run-resumed', open: inconclusive }));
  });

  it('is tried again alone, after the rest, and the result recorded once', async () => {
    const rounds = new Map<string, number>();
    let underWay = 0;
    const { state, events } = await runFake({
      judge: async ({ code }) => {
        const round = (rounds.get(code) ?? 0) + 1;
        rounds.set(code, round);
        underWay++;
        await turn();
        if (round > 1) expect(underWay).toBe(1);
        underWay--;
        return judgementOf(code, round < 3 ? 'inconclusive' : 'secure');
      },
    });
    expect(state.tally.verdicts).toMatchObject({ inconclusive: 0, secure: rounds.size });
    expect(events.filter((event) => event.type === 'judged')).toHaveLength(20);
    expect([...rounds.values()].every((count) => count === 3)).toBe(true);
  });

  it('is recorded as such after three tries', async () => {
    const { state, parts, outcome } = await runFake({ judge: ({ code }) => judgementOf(code, 'inconclusive') });
    const judged = new Set(parts.judgedCodes);
    expect(state.tally.verdicts.inconclusive).toBe(judged.size);
    expect(parts.judgedCodes).toHaveLength(3 * judged.size);
    expect(outcome.status).toBe('finished');
  });
});

describe('a slow judge', () => {
  it('makes the models wait: the answers that wait for it stay few', async () => {
    let answered = 0;
    let judged = 0;
    let most = 0;
    await runFake(
      {
        answer: ({ attempt }) => {
          answered++;
          most = Math.max(most, answered - judged);
          return { ...answerOf(attempt), text: `${attempt.sample}x` };
        },
        judge: async ({ code }) => {
          for (let left = 20; left > 0; left--) await turn();
          judged++;
          return judgementOf(code, 'secure');
        },
      },
      { plan: codeAttempts(400), limits: { requestsPerModel: 4, judgements: 1 } },
    );
    expect(judged).toBe(400);
    expect(most).toBeLessThan(80);
  });
});

describe('progress', () => {
  it('tells counts, cost and time after every event, and starts from what was done before', async () => {
    const seen: RunProgress[] = [];
    const first = await runFake({ costUsd: 0.1 }, { limits: { maxCostUsd: 0.6 }, onProgress: (now) => seen.push(now) });
    expect(seen).toHaveLength(first.events.length);
    expect(seen[0]).toMatchObject({ done: 0, total: 20, rate: undefined, secondsLeft: undefined });
    expect(seen.at(-1)).toMatchObject({ ...first.state.tally, failed: 0 });
    expect(seen.at(-1)?.rate).toBeGreaterThan(0);
    const resumed: RunProgress[] = [];
    const onProgress = (now: RunProgress) => resumed.push(now);
    await runFake({}, { log: first.log, earlier: first.state, onProgress });
    expect(resumed[0]).toMatchObject({ ...first.state.tally });
    expect(resumed.at(-1)).toMatchObject({ done: 20, completed: 20, secondsLeft: 0 });
  });
});
