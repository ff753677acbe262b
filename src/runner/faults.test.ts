import { describe, expect, it } from 'vitest';
import { EnvironmentFault } from '../core/errors.ts';
import { summarise } from './4-summarise.ts';
import { runStudy } from './run-study.ts';
import { answerOf, type FakeOptions, fakeParts, judgementOf } from './testing/fake-parts.ts';
import { codeAttempts } from './testing/fake-suite.ts';
import { MemoryLog } from './testing/memory-log.ts';
import { failing, runFake, surprise } from './testing/run-fake.ts';

describe('a model that fails', () => {
  it('leaves its attempts open for a resumed run, and the others alone', async () => {
    const answer: FakeOptions['answer'] = ({ attempt }) =>
      attempt.sample % 4 === 0 ? failing('transient')() : answerOf(attempt);
    const { outcome, events, state, log } = await runFake({ answer });
    expect(outcome).toMatchObject({ status: 'finished', open: 5, abandoned: [] });
    expect(events.filter((event) => event.type === 'request-failed')).toHaveLength(5);
    expect([...state.attempts.values()].filter(({ failed }) => failed !== undefined)).toHaveLength(5);
    const resumed = await runFake({}, { log, earlier: state });
    expect(resumed.parts.asked).toHaveLength(5);
    expect(resumed.outcome).toMatchObject({ status: 'finished', open: 0 });
  });

  it('is asked no further once its key is refused', async () => {
    const { outcome, parts } = await runFake(
      { answer: failing('authentication') },
      { limits: { requestsPerModel: 2 } },
    );
    expect(parts.asked.length).toBeLessThanOrEqual(3);
    expect(outcome).toMatchObject({
      status: 'finished',
      open: 20,
      abandoned: [{ model: 'alpha', message: 'no answer' }],
    });
  });

  it('is asked no further when it fails twenty times in a row, but on and on when it answers now and then', async () => {
    const down = await runFake({ answer: failing('transient') }, { plan: codeAttempts(100) });
    expect(down.outcome.abandoned).toHaveLength(1);
    expect(down.parts.asked.length).toBeLessThan(40);
    const answer: FakeOptions['answer'] = ({ attempt }) =>
      attempt.sample % 2 === 0 ? failing('transient')() : answerOf(attempt);
    const shaky = await runFake({ answer }, { plan: codeAttempts(100) });
    expect(shaky.outcome).toMatchObject({ abandoned: [], open: 50 });
  });

  it('is asked to the end where single answers are merely not recorded', async () => {
    const answer: FakeOptions['answer'] = ({ attempt }) =>
      attempt.sample % 5 === 0 ? failing('bad-request')() : failing('not-recorded')();
    const { outcome, parts } = await runFake({ answer }, { plan: codeAttempts(50) });
    expect(parts.asked).toHaveLength(50);
    expect(outcome).toMatchObject({ status: 'finished', open: 50, notRecorded: 40, abandoned: [] });
  });
});

describe('a fault', () => {
  it('of the code, in one attempt, leaves that attempt open and is handed over; the others are done', async () => {
    const { outcome, state, events } = await runFake({
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
    const { outcome } = await runFake({ answer }, { plan: codeAttempts(100) });
    expect(outcome.faults).toHaveLength(50);
    expect(outcome.open).toBe(50);
  });

  it('of the code, in every attempt, stops the asking before all money is spent', async () => {
    const { outcome, parts } = await runFake({ judge: surprise }, { plan: codeAttempts(500) });
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
    const running = runStudy({ run: 'test', plan: codeAttempts(20), parts: fakeParts(), log: new FullLog() });
    await expect(running).rejects.toMatchObject({ message: 'the disk is full' });
  });
});
