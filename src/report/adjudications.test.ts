import { describe, expect, it } from 'vitest';
import type { AttemptKey } from '../core/attempt.ts';
import type { RunEvent } from '../core/run.ts';
import { adjudicatedAttempts, changedRows } from './adjudications.ts';
import { buildReport } from './build-report.ts';
import { renderTerminal } from './terminal/render-terminal.ts';
import { type SampleRun, sampleRun } from './testing/sample-run.ts';

const at = '2026-11-23T10:00:00.000Z';
const run = sampleRun();

function firstJudged({ events }: SampleRun, verdict: string): AttemptKey {
  for (const event of events) {
    if (event.type === 'judged' && event.judgement.verdict === verdict && event.attempt.mode === 'generate')
      return event.attempt;
  }
  throw new Error(`no ${verdict} attempt`);
}

const key = firstJudged(run, 'vulnerable');
const overruled: RunEvent = {
  type: 'adjudicated',
  at,
  format: 1,
  attempt: key,
  verdict: 'secure',
  reason: 'the row that leaks is public \u001b[31m',
  by: 'R. Reader',
};
const undone: RunEvent = { type: 'adjudication-undone', at, format: 1, attempt: key, reason: 'it is not', by: 'R.' };

async function report(...more: readonly RunEvent[]) {
  return buildReport({ ...run, events: [...run.events, ...more] });
}

describe('an adjudication', () => {
  it('leaves every figure as judged, and adds the rows as adjudicated', async () => {
    const [before, after] = [await report(), await report(overruled)];
    expect(before.adjudicated).toBeUndefined();
    expect(after.overall).toEqual(before.overall);
    const [changed, ...others] = changedRows(after);
    expect(others).toEqual([]);
    const [judged, adjudicated] = [changed?.judged.counts.verdicts, changed?.adjudicated.counts.verdicts];
    expect(adjudicated).toEqual({
      ...judged,
      vulnerable: (judged?.vulnerable ?? 0) - 1,
      secure: (judged?.secure ?? 0) + 1,
    });
    const secure = (row: typeof judged, metric = changed?.judged.metrics['secure-pass@1']) => [row, metric?.numerator];
    expect(changed?.adjudicated.metrics['secure-pass@1']?.numerator).toBe(Number(secure(judged)[1]) + 1);
    expect(changed?.adjudicated.metrics['exploited@1']?.numerator).toBe(
      Number(changed?.judged.metrics['exploited@1']?.numerator) - 1,
    );
    expect(adjudicatedAttempts(after)).toMatchObject([
      { verdict: 'vulnerable', adjudication: { verdict: 'secure', at } },
    ]);
  });

  it('makes what a person calls broken count as without function', async () => {
    const document = await report({ ...overruled, attempt: firstJudged(run, 'secure'), verdict: 'broken' });
    const [changed] = changedRows(document);
    expect(changed?.adjudicated.metrics['pass@1']?.numerator).toBe(
      Number(changed?.judged.metrics['pass@1']?.numerator) - 1,
    );
  });

  it('is void once it is undone, and when the model has answered anew', async () => {
    const completed = run.events.find((event) => event.type === 'completed' && event.attempt === key);
    if (completed === undefined) throw new Error('no completion');
    for (const event of [undone, completed]) {
      const document = await report(overruled, event);
      expect(document.adjudicated).toBeUndefined();
      expect(adjudicatedAttempts(document)).toEqual([]);
    }
  });

  it('is told with both rates, by whom and why, without what a terminal would obey', async () => {
    const text = renderTerminal(await report(overruled), { columns: 100, colour: false }).replace(/\s+/g, ' ');
    expect(text).toContain('1 verdict overruled by people');
    expect(text).toMatch(/secure-pass@1 \d+% as judged, \d+% as adjudicated/);
    expect(text).toContain('vulnerable as judged, secure says R. Reader: the row that leaks is public');
    expect(text).not.toContain('\u001b');
  });
});
