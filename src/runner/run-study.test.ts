import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { attemptId } from '../core/attempt.ts';
import { EnvironmentFault, ModelRequestError, type RequestFailure } from '../core/errors.ts';
import type { RunProgress } from '../core/progress.ts';
import { summarise } from './4-summarise.ts';
import { type RunStudyOptions, runStudy } from './run-study.ts';
import { answerOf, type FakeOptions, fakeParts, judgementOf } from './testing/fake-parts.ts';
import { codeAttempts, fakePlan } from './testing/fake-suite.ts';
import { MemoryLog } from './testing/memory-log.ts';

const plan = codeAttempts(20);

async function run(fake: FakeOptions, options: Partial<RunStudyOptions> = {}) {
  const log = new MemoryLog();
  const parts = fakeParts(fake);
  const outcome = await runStudy({ run: 'test', plan, parts, log, ...options });
  return { outcome, parts, log, events: log.events(), state: await summarise(log.events()) };
}

function failing(failure: RequestFailure) {
  return () => {
    throw new ModelRequestError('no answer', { failure, retryable: false });
  };
}

/** A bug: not one of our typed errors. */
function surprise(): never {
  throw new TypeError('x is not a function');
}

describe('runStudy', () => {
  it('begins with run-started and ends with run-finished, each attempt completed before it is judged', async () => {
    const { events, outcome } = await run({}, { plan: fakePlan(3) });
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
    const { events, log } = await run({});
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
    const { events, parts } = await run({ answer: () => ({ ...noCode, warnings: [] }) });
    const judgement = { verdict: 'invalid', reason: 'no-code', detail: 'only prose' };
    expect(events.filter((event) => event.type === 'judged')).toHaveLength(20);
    expect(events.find((event) => event.type === 'judged')).toMatchObject({ judgement });
    expect(parts.judgedCodes).toEqual([]);
  });

  it('refuses a plan whose model is not set up, before anything is written', async () => {
    const log = new MemoryLog();
    const parts = fakeParts({ models: ['beta'] });
    await expect(runStudy({ run: 'test', plan, parts, log })).rejects.toMatchObject({ code: 'user-mistake' });
    expect(log.events()).toEqual([]);
  });
});

describe('maxCostUsd', () => {
  it('stops asking, stores and judges what was under way, and goes on when it is raised', async () => {
    const limits = { requestsPerModel: 3, maxCostUsd: 0.5 };
    const first = await run({ costUsd: 0.1 }, { limits });
    expect(first.outcome).toMatchObject({ status: 'stopped', reason: 'max-cost' });
    expect(first.parts.asked.length).toBeGreaterThanOrEqual(5);
    expect(first.parts.asked.length).toBeLessThanOrEqual(7);
    expect(first.state.tally.completed).toBe(first.parts.asked.length);
    expect(first.state.tally.done).toBe(first.parts.asked.length);
    expect(first.state.tally.costUsd).toBeCloseTo(first.parts.asked.length * 0.1);

    const again = await run({ costUsd: 0.1 }, { limits, log: first.log, earlier: first.state });
    expect(again.parts.asked).toEqual([]);
    const raised = { ...limits, maxCostUsd: 10 };
    const last = await run({ costUsd: 0.1 }, { limits: raised, log: first.log, earlier: first.state });
    expect(last.outcome).toMatchObject({ status: 'finished', open: 0 });
  });

  it('counts neither what a recording cost nor what came from the cache, and counts unknown prices apart', async () => {
    const recorded = await run({ costUsd: 1, cacheable: false }, { limits: { maxCostUsd: 2 } });
    expect(recorded.outcome.status).toBe('finished');
    expect(recorded.state.tally).toMatchObject({ costUsd: 0, unknownCosts: 0 });
    const cached = await run({
      answer: ({ attempt, onCacheHit }) => {
        onCacheHit?.();
        return answerOf(attempt, 1);
      },
    });
    expect(cached.state.tally.costUsd).toBe(0);
    expect((await run({})).state.tally).toMatchObject({ costUsd: 0, unknownCosts: 20 });
  });
});

describe('a model that fails', () => {
  it('leaves its attempts open for a resumed run, and the others alone', async () => {
    const answer: FakeOptions['answer'] = ({ attempt }) =>
      attempt.sample % 4 === 0 ? failing('transient')() : answerOf(attempt);
    const { outcome, events, state, log } = await run({ answer });
    expect(outcome).toMatchObject({ status: 'finished', open: 5, abandoned: [] });
    expect(events.filter((event) => event.type === 'request-failed')).toHaveLength(5);
    expect([...state.attempts.values()].filter(({ failed }) => failed !== undefined)).toHaveLength(5);
    const resumed = await run({}, { log, earlier: state });
    expect(resumed.parts.asked).toHaveLength(5);
    expect(resumed.outcome).toMatchObject({ status: 'finished', open: 0 });
  });

  it('is asked no further once its key is refused', async () => {
    const { outcome, parts } = await run({ answer: failing('authentication') }, { limits: { requestsPerModel: 2 } });
    expect(parts.asked.length).toBeLessThanOrEqual(3);
    expect(outcome).toMatchObject({
      status: 'finished',
      open: 20,
      abandoned: [{ model: 'alpha', message: 'no answer' }],
    });
  });

  it('is asked no further when it fails twenty times in a row, but on and on when it answers now and then', async () => {
    const down = await run({ answer: failing('transient') }, { plan: codeAttempts(100) });
    expect(down.outcome.abandoned).toHaveLength(1);
    expect(down.parts.asked.length).toBeLessThan(40);
    const answer: FakeOptions['answer'] = ({ attempt }) =>
      attempt.sample % 2 === 0 ? failing('transient')() : answerOf(attempt);
    const shaky = await run({ answer }, { plan: codeAttempts(100) });
    expect(shaky.outcome).toMatchObject({ abandoned: [], open: 50 });
  });

  it('is asked to the end where single answers are merely not recorded', async () => {
    const { outcome, parts } = await run({ answer: failing('not-recorded') }, { plan: codeAttempts(50) });
    expect(parts.asked).toHaveLength(50);
    expect(outcome).toMatchObject({ status: 'finished', open: 50, abandoned: [] });
  });
});

describe('an inconclusive judgement', () => {
  it('is tried again alone, after the rest, and the result recorded once', async () => {
    const rounds = new Map<string, number>();
    let underWay = 0;
    const { state, events } = await run({
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
    const { state, parts, outcome } = await run({ judge: ({ code }) => judgementOf(code, 'inconclusive') });
    const judged = new Set(parts.judgedCodes);
    expect(state.tally.verdicts.inconclusive).toBe(judged.size);
    expect(parts.judgedCodes).toHaveLength(3 * judged.size);
    expect(outcome.status).toBe('finished');
  });
});

describe('a fault', () => {
  it('of the code, in one attempt, leaves that attempt open and is handed over; the others are done', async () => {
    const { outcome, state, events } = await run({
      judge: ({ code }) => (code.endsWith('1') ? surprise() : judgementOf(code)),
    });
    expect(outcome).toMatchObject({ status: 'stopped', reason: 'error' });
    expect(outcome.faults.length).toBeGreaterThan(0);
    expect(outcome.faults[0]).toMatchObject({ stage: 'judge', error: expect.any(TypeError) });
    expect(state.tally.done).toBe(20 - outcome.faults.length);
    expect(state.tally.completed).toBe(20);
    expect(events.at(-1)).toMatchObject({ type: 'run-stopped', reason: 'error', open: outcome.faults.length });
  });

  it('of the code, in every other attempt, stops nothing', async () => {
    const answer: FakeOptions['answer'] = ({ attempt }) => (attempt.sample % 2 === 0 ? surprise() : answerOf(attempt));
    const { outcome } = await run({ answer }, { plan: codeAttempts(100) });
    expect(outcome.faults).toHaveLength(50);
    expect(outcome.open).toBe(50);
  });

  it('of the code, in every attempt, stops the asking before all money is spent', async () => {
    const { outcome, parts } = await run({ judge: surprise }, { plan: codeAttempts(500) });
    expect(outcome).toMatchObject({ status: 'stopped', reason: 'error' });
    expect(parts.asked.length).toBeLessThan(200);
  });

  it('of the machine stops the run at once, and is thrown when everything finished is stored', async () => {
    const log = new MemoryLog();
    const fault = new EnvironmentFault('no sandbox');
    const parts = fakeParts({
      judge: () => {
        throw fault;
      },
    });
    await expect(runStudy({ run: 'test', plan: codeAttempts(300), parts, log })).rejects.toBe(fault);
    expect(log.events().at(-1)).toMatchObject({ type: 'run-stopped', reason: 'error' });
    const { tally } = await summarise(log.events());
    expect(tally.completed).toBe(parts.asked.length);
    expect(tally.completed).toBeLessThan(300);
  });

  it('of the log is thrown, though its end cannot be written either', async () => {
    class FullLog extends MemoryLog {
      override async append(event: Parameters<MemoryLog['append']>[0]): Promise<void> {
        if (this.events().length >= 7) throw new EnvironmentFault('the disk is full');
        await super.append(event);
      }
    }
    const running = runStudy({ run: 'test', plan, parts: fakeParts(), log: new FullLog() });
    await expect(running).rejects.toMatchObject({ message: 'the disk is full' });
  });
});

describe('stopping', () => {
  it('does nothing when it was asked for before the start', async () => {
    const { outcome, parts } = await run({}, { signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ status: 'stopped', reason: 'interrupted', open: 20 });
    expect(parts.asked).toEqual([]);
  });

  it('by force hands the signal on, and takes nothing that was cut short for a result', async () => {
    const force = new AbortController();
    const { outcome, state, events } = await run(
      {
        judge: ({ code, signal }) => {
          force.abort();
          expect(signal?.aborted).toBe(true);
          return judgementOf(code, 'broken');
        },
      },
      { force: force.signal },
    );
    expect(outcome).toMatchObject({ status: 'stopped', reason: 'interrupted', faults: [] });
    expect(state.tally.verdicts).toMatchObject({ inconclusive: 0, broken: 0, vulnerable: 0, secure: 0 });
    expect(events.at(-1)).toMatchObject({ type: 'run-stopped', open: outcome.open });
  });

  it('by force while the unsettled are tried again leaves them open', async () => {
    const force = new AbortController();
    const seen = new Set<string>();
    const { state } = await run(
      {
        judge: ({ code }) => {
          if (seen.has(code)) force.abort();
          seen.add(code);
          return judgementOf(code, force.signal.aborted ? 'broken' : 'inconclusive');
        },
      },
      { force: force.signal },
    );
    expect(state.tally.done).toBe(20 - seen.size);
  });

  it('that comes when all is done stops nothing', async () => {
    const stopper = new AbortController();
    const onProgress = ({ done }: RunProgress) => {
      if (done === 20) stopper.abort();
    };
    const { outcome } = await run({}, { signal: stopper.signal, onProgress });
    expect(outcome).toMatchObject({ status: 'finished', open: 0 });
  });

  it('does not even read what waits for its judging', async () => {
    const first = await run({ judge: surprise }, { plan: codeAttempts(9) });
    expect(first.state.tally.completed).toBe(9);
    const log = new MemoryLog();
    const read = vi.spyOn(log, 'readBlob');
    await run({}, { plan: codeAttempts(9), log, earlier: first.state, signal: AbortSignal.abort() });
    expect(read).not.toHaveBeenCalled();
    await run({}, { plan: codeAttempts(9), log, earlier: first.state });
    expect(read).toHaveBeenCalled();
  });
});

describe('a slow judge', () => {
  it('makes the models wait: the answers that wait for it stay few', async () => {
    let answered = 0;
    let judged = 0;
    let most = 0;
    await run(
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
    const first = await run({ costUsd: 0.1 }, { limits: { maxCostUsd: 0.6 }, onProgress: (now) => seen.push(now) });
    expect(seen).toHaveLength(first.events.length);
    expect(seen[0]).toMatchObject({ done: 0, total: 20, rate: undefined, secondsLeft: undefined });
    expect(seen.at(-1)).toMatchObject({ ...first.state.tally, failed: 0 });
    expect(seen.at(-1)?.rate).toBeGreaterThan(0);
    const resumed: RunProgress[] = [];
    const onProgress = (now: RunProgress) => resumed.push(now);
    await run({}, { log: first.log, earlier: first.state, onProgress });
    expect(resumed[0]).toMatchObject({ ...first.state.tally });
    expect(resumed.at(-1)).toMatchObject({ done: 20, completed: 20, secondsLeft: 0 });
  });
});
