import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../core/run.ts';
import { summarise, withoutTests } from './4-summarise.ts';
import { judgementOf } from './testing/fake-parts.ts';
import { codeAttempts } from './testing/fake-suite.ts';

const [attempt, other] = codeAttempts(2).attempts;
const at = '2026-01-01T00:00:00.000Z';
const id = 'alpha generate direct CWE-089/any - 0';

function completed(changes: object = {}): RunEvent {
  if (attempt === undefined) return expect.unreachable();
  return { type: 'completed', at, attempt, blob: 'b', finish: 'stop', usage: {}, cached: false, ...changes };
}

function judged(verdict: 'secure' | 'vulnerable'): RunEvent {
  if (attempt === undefined) return expect.unreachable();
  return { type: 'judged', at, attempt, code: 'c', judgement: judgementOf('', verdict) };
}

describe('summarise', () => {
  it('knows nothing of a run without events', async () => {
    const state = await summarise([]);
    expect(state).toMatchObject({ started: false, ended: undefined, tally: { completed: 0, done: 0, costUsd: 0 } });
    expect(state.attempts.size).toBe(0);
  });

  it('counts an attempt by its latest judgement only', async () => {
    const { tally, attempts } = await summarise([completed(), judged('vulnerable'), judged('secure')]);
    expect(tally).toMatchObject({ completed: 1, done: 1, verdicts: { secure: 1, vulnerable: 0 } });
    expect(attempts.get(id)?.judged).toEqual(judged('secure'));
  });

  it('takes a judgement for void when a newer completion has come, but not the money for unspent', async () => {
    const { tally, attempts } = await summarise([
      completed({ costUsd: 1 }),
      judged('secure'),
      completed({ costUsd: 2 }),
    ]);
    expect(tally).toMatchObject({ completed: 1, done: 0, costUsd: 3 });
    expect(attempts.get(id)?.judged).toBeUndefined();
  });

  it('forgets a failed request once the completion is there', async () => {
    if (attempt === undefined || other === undefined) return expect.unreachable();
    const failure = { type: 'request-failed', at, failure: 'timeout', message: 'no answer' } as const;
    const { attempts } = await summarise([{ ...failure, attempt }, { ...failure, attempt: other }, completed()]);
    expect([...attempts.values()].map(({ failed }) => failed?.message)).toEqual([undefined, 'no answer']);
  });

  it('tells how the latest sitting ended, and nothing of it while that is under way', async () => {
    const stopped: RunEvent = { type: 'run-stopped', at, reason: 'interrupted', open: 2 };
    const started: RunEvent = { type: 'run-started', at, format: 1, run: 'r', attempts: 2 };
    expect((await summarise([started, stopped])).ended).toEqual(stopped);
    const resumed = await summarise([started, stopped, { type: 'run-resumed', at, open: 2 }]);
    expect(resumed).toMatchObject({ started: true, ended: undefined });
  });
});

it('withoutTests leaves out what the tests saw, and nothing else', async () => {
  const first = judged('secure');
  if (first.type !== 'judged') return expect.unreachable();
  const test = { name: 'test_a', kind: 'functional', outcome: 'pass' } as const;
  const full: RunEvent = { ...first, judgement: { ...first.judgement, tests: [test] } };
  async function* events() {
    yield completed();
    yield full;
  }
  const lean: RunEvent[] = [];
  for await (const event of withoutTests(events())) lean.push(event);
  expect(lean).toEqual([completed(), first]);
});
