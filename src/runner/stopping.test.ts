import { describe, expect, it, vi } from 'vitest';
import type { RunProgress } from '../core/progress.ts';
import { judgementOf } from './testing/fake-parts.ts';
import { codeAttempts } from './testing/fake-suite.ts';
import { MemoryLog } from './testing/memory-log.ts';
import { runFake, surprise } from './testing/run-fake.ts';

describe('stopping', () => {
  it('does nothing when it was asked for before the start', async () => {
    const { outcome, parts } = await runFake({}, { signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ status: 'stopped', reason: 'interrupted', open: 20 });
    expect(parts.asked).toEqual([]);
  });

  it('by force hands the signal on, and takes nothing that was cut short for a result', async () => {
    const force = new AbortController();
    const { outcome, state, events } = await runFake(
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
    const { state } = await runFake(
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
    const { outcome } = await runFake({}, { signal: stopper.signal, onProgress });
    expect(outcome).toMatchObject({ status: 'finished', open: 0 });
  });

  it('does not even read what waits for its judging', async () => {
    const first = await runFake({ judge: surprise }, { plan: codeAttempts(9) });
    expect(first.state.tally.completed).toBe(9);
    const log = new MemoryLog();
    const read = vi.spyOn(log, 'readBlob');
    await runFake({}, { plan: codeAttempts(9), log, earlier: first.state, signal: AbortSignal.abort() });
    expect(read).not.toHaveBeenCalled();
    await runFake({}, { plan: codeAttempts(9), log, earlier: first.state });
    expect(read).toHaveBeenCalled();
  });
});
