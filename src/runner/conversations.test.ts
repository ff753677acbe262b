import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptId } from '../core/attempt.ts';
import { HarnessFault } from '../core/errors.ts';
import { exchangeSchema } from '../core/exchange.ts';
import type { RunEvent } from '../core/run.ts';
import { summarise } from './4-summarise.ts';
import type { Conversation } from './parts.ts';
import { rejudgeRun } from './rejudge.ts';
import { runStudy } from './run-study.ts';
import { type FakeOptions, fakeParts } from './testing/fake-parts.ts';
import { codeAttempts } from './testing/fake-suite.ts';
import { MemoryLog } from './testing/memory-log.ts';

const plan = codeAttempts(6);

/** Three answers, or two where the second ends with an even digit; the last but one stands. */
function conversation(examined: string[]): Conversation {
  return {
    async feedback(turns) {
      const text = turns.at(-1)?.completion.text ?? '';
      examined.push(text);
      return { kind: 'exploits', exploits: [{ test: text, message: 'seen' }] };
    },
    next(turns) {
      const last = turns.at(-1)?.completion.text ?? '';
      if (turns.length === 3 || (turns.length === 2 && Number(last) % 2 === 0)) return { stands: turns.length - 2 };
      return {
        earlier: [{ user: 'before', assistant: last }],
        user: `after ${turns.at(-1)?.feedback?.kind} of ${last}`,
      };
    },
  };
}

async function sit(log: MemoryLog, fake: FakeOptions = {}, abortAfter = Number.POSITIVE_INFINITY) {
  const examined: string[] = [];
  const parts = fakeParts({ conversation: () => conversation(examined), costUsd: 1, ...fake });
  const stopper = new AbortController();
  let events = 0;
  const outcome = await runStudy({
    ...{ run: 'test', plan, parts, log, signal: stopper.signal },
    earlier: await summarise(log.events()),
    onProgress: () => {
      if (++events >= abortAfter) stopper.abort();
    },
  });
  return { outcome, asked: parts.asked, examined };
}

function byAttempt(events: readonly RunEvent[]): Record<string, unknown[]> {
  const found: Record<string, unknown[]> = {};
  for (const event of events) {
    if (!('attempt' in event)) continue;
    const id = attemptId(event.attempt);
    found[id] = [...(found[id] ?? []), { ...event, at: undefined }];
  }
  return found;
}

describe('a conversation', () => {
  it('is stored turn by turn, and every turn is paid for once', async () => {
    const log = new MemoryLog();
    const { asked, outcome } = await sit(log);
    expect(outcome).toMatchObject({ status: 'finished', open: 0 });
    const events = log.events();
    expect(events.filter(({ type }) => type === 'turn')).toHaveLength(asked.length);
    const { tally } = await summarise(events);
    expect(tally).toMatchObject({ costUsd: asked.length, completed: 6, done: 6 });
    for (const event of events) {
      if (event.type !== 'completed') continue;
      const {
        prompt,
        completion,
        turns = [],
      } = exchangeSchema.parse(JSON.parse((await log.readBlob(event.blob)) ?? ''));
      expect(event).toMatchObject({ turns: turns.length, costUsd: turns.length });
      expect({ prompt, completion }).toMatchObject({
        prompt: turns.at(-2)?.prompt,
        completion: turns.at(-2)?.completion,
      });
      expect(turns[0]?.feedback).toEqual({
        kind: 'exploits',
        exploits: [{ test: turns[0]?.completion.text, message: 'seen' }],
      });
    }
  });

  it('asks nothing and examines nothing twice, wherever it is stopped', async () => {
    const whole = new MemoryLog();
    const undisturbed = await sit(whole);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 5 }), async (stops) => {
        const log = new MemoryLog();
        const [asked, examined]: [string[], string[]] = [[], []];
        for (const abortAfter of [...stops, Number.POSITIVE_INFINITY]) {
          const sitting = await sit(log, {}, abortAfter);
          asked.push(...sitting.asked);
          examined.push(...sitting.examined);
        }
        expect(byAttempt(log.events())).toEqual(byAttempt(whole.events()));
        expect(asked.toSorted()).toEqual(undisturbed.asked.toSorted());
        expect(examined.toSorted()).toEqual(undisturbed.examined.toSorted());
      }),
      { numRuns: 40 },
    );
  });

  it('goes on from any byte at which the process was killed', async () => {
    const whole = new MemoryLog();
    await sit(whole);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.size }), async (size) => {
        const log = whole.killedAt(size);
        const known = log.events().filter(({ type }) => type === 'turn').length;
        const { asked } = await sit(log);
        expect(asked.length).toBe(whole.events().filter(({ type }) => type === 'turn').length - known);
        expect(byAttempt(log.events())).toEqual(byAttempt(whole.events()));
      }),
      { numRuns: 40 },
    );
  });

  it('is asked again from the first turn whose text is lost', async () => {
    const log = new MemoryLog();
    await sit(log, {}, 8);
    const turn = log.events().find((event) => event.type === 'turn');
    log.loseBlob(turn?.type === 'turn' ? turn.blob : '');
    const { outcome } = await sit(log);
    expect(outcome).toMatchObject({ status: 'finished', open: 0 });
  });

  it('stays open where the harness cannot examine an answer, and goes on from there', async () => {
    const log = new MemoryLog();
    const faulty: Conversation = {
      ...conversation([]),
      feedback: () => Promise.reject(new HarnessFault('no-evidence', 'the judge died')),
    };
    const first = await sit(log, { conversation: () => faulty });
    expect(first.outcome).toMatchObject({ status: 'finished', open: 6, faults: [] });
    expect(log.events().filter(({ type }) => type === 'request-failed')).toHaveLength(6);
    const second = await sit(log);
    expect(second.outcome).toMatchObject({ open: 0 });
    expect(second.asked.every((one) => one.includes('turn'))).toBe(true);
  });

  it('is judged anew as it was', async () => {
    const old = new MemoryLog();
    await sit(old);
    const log = new MemoryLog();
    const state = await summarise(old.events());
    const { outcome, differences } = await rejudgeRun({ run: 'new', state, blobs: old, parts: fakeParts(), log });
    expect(outcome).toMatchObject({ status: 'finished', open: 0 });
    expect(differences).toEqual([]);
    const blobs = (events: readonly RunEvent[]) =>
      events.flatMap((event) => (event.type === 'completed' ? [event.blob] : [])).toSorted();
    expect(blobs(log.events())).toEqual(blobs(old.events()));
  });
});
