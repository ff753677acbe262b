import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptId } from '../core/attempt.ts';
import type { RunProgress } from '../core/progress.ts';
import type { RunEvent } from '../core/run.ts';
import { summarise } from './4-summarise.ts';
import { runStudy } from './run-study.ts';
import { fakeParts } from './testing/fake-parts.ts';
import { fakePlan } from './testing/fake-suite.ts';
import { MemoryLog } from './testing/memory-log.ts';

const plan = fakePlan(4, 2);

/** One sitting on a log; `abortAfter`: the number of events after which the user presses Ctrl-C. */
async function sit(log: MemoryLog, abortAfter = Number.POSITIVE_INFINITY) {
  const parts = fakeParts();
  const stopper = new AbortController();
  let events = 0;
  let progress: RunProgress | undefined;
  const outcome = await runStudy({
    run: 'test',
    plan,
    parts,
    log,
    earlier: await summarise(log.events()),
    limits: { requestsPerModel: 3, judgements: 2 },
    signal: stopper.signal,
    onProgress: (now) => {
      progress = now;
      if (++events >= abortAfter) stopper.abort();
    },
  });
  return { outcome, asked: parts.asked, progress };
}

/** What must not depend on how often a run was interrupted: each attempt's events, in their order, without times. */
function byAttempt(events: readonly RunEvent[]): Record<string, unknown[]> {
  const found: Record<string, unknown[]> = {};
  for (const event of events) {
    if (!('attempt' in event)) continue;
    const id = attemptId(event.attempt);
    found[id] = [...(found[id] ?? []), { ...event, at: undefined }];
  }
  return found;
}

async function undisturbed() {
  const log = new MemoryLog();
  await sit(log);
  return byAttempt(log.events());
}

describe('a run that is interrupted and resumed until it is done', () => {
  it('is the same as an undisturbed one, and asks nothing twice, when it is stopped', async () => {
    const expected = await undisturbed();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }), async (stops) => {
        const log = new MemoryLog();
        const asked: string[] = [];
        for (const abortAfter of stops) asked.push(...(await sit(log, abortAfter)).asked);
        const last = await sit(log);
        asked.push(...last.asked);
        expect(last.outcome).toMatchObject({ status: 'finished', open: 0 });
        expect(byAttempt(log.events())).toEqual(expected);
        expect(asked.toSorted()).toEqual(plan.attempts.map(attemptId).toSorted());
      }),
      { numRuns: 60 },
    );
  });

  it('is the same when it is killed at any byte, and asks again only what was not in the log', async () => {
    const expected = await undisturbed();
    const kill = fc.record({
      abortAfter: fc.integer({ min: 1, max: 90 }),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(kill, { maxLength: 5 }), async (kills) => {
        let log = new MemoryLog();
        for (const { abortAfter, at } of kills) {
          const done = completedIds(log);
          const { asked } = await sit(log, abortAfter);
          expect(asked.filter((id) => done.has(id))).toEqual([]);
          log = log.killedAt(Math.floor(log.size * at));
        }
        const done = completedIds(log);
        const { outcome, asked } = await sit(log);
        expect(outcome).toMatchObject({ status: 'finished', open: 0 });
        expect(byAttempt(log.events())).toEqual(expected);
        expect(asked).toHaveLength(plan.attempts.length - done.size);
      }),
      { numRuns: 60 },
    );
  });

  it('asks again for a completion whose text was lost', async () => {
    const log = new MemoryLog();
    await sit(log);
    const first = log.events().findIndex((event) => event.type === 'completed');
    const cut = new MemoryLog();
    for (const event of log.events().slice(0, first + 1)) await cut.append(event);
    const { outcome, asked, progress } = await sit(cut);
    expect(progress?.completed).toBe(plan.attempts.length);
    expect(outcome).toMatchObject({ status: 'finished', open: 0 });
    expect(asked).toHaveLength(plan.attempts.length);
    const { tally } = await summarise(cut.events());
    expect(tally).toMatchObject({ completed: plan.attempts.length, done: plan.attempts.length });
  });

  it('finds nothing to do when it is resumed after its end', async () => {
    const log = new MemoryLog();
    await sit(log);
    const { outcome, asked } = await sit(log);
    expect(outcome).toMatchObject({ status: 'finished', open: 0 });
    expect(asked).toEqual([]);
    expect(log.events().slice(-2)).toMatchObject([
      { type: 'run-resumed', open: 0 },
      { type: 'run-finished', open: 0 },
    ]);
  });

  it('says in the log that it stopped, and how much is open', async () => {
    const log = new MemoryLog();
    const { outcome } = await sit(log, 10);
    expect(outcome).toMatchObject({ status: 'stopped', reason: 'interrupted' });
    expect(log.events().at(-1)).toMatchObject({ type: 'run-stopped', reason: 'interrupted', open: outcome.open });
    expect((await summarise(log.events())).tally.done).toBe(plan.attempts.length - outcome.open);
  });
});

function completedIds(log: MemoryLog): Set<string> {
  return new Set(log.events().flatMap((event) => (event.type === 'completed' ? [attemptId(event.attempt)] : [])));
}
