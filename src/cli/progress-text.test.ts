import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../report/terminal/display-width.ts';
import { progressText, type ShownProgress } from './progress-text.ts';

const progress: ShownProgress = {
  done: 120,
  total: 400,
  rate: 2.34,
  secondsLeft: 119,
  costUsd: 1.5,
  unknownCosts: 0,
  failed: 0,
  verdicts: { secure: 80, vulnerable: 30, broken: 6, invalid: 4, inconclusive: 0, pass: 0, fail: 0 },
  classified: { correct: 0, wrong: 0 },
};
const page = { colour: false, bar: true };

describe('progressText', () => {
  it('tells everything in words where there is room, and in signs where there is less', () => {
    expect(progressText(progress, { ...page, columns: 120 })).toBe(
      `${'━'.repeat(7)}${'─'.repeat(17)}  120/400  80 secure  30 vulnerable  6 broken  4 invalid  2.3/s  2 min left  $1.50`,
    );
    expect(progressText(progress, { ...page, columns: 79 })).toBe(
      `${'━'.repeat(7)}${'─'.repeat(17)}  120/400  ✓80  ✗30  ~6  ∅4  2.3/s  2 min left  $1.50`,
    );
    expect(progressText(progress, { ...page, columns: 40 })).toMatch(/^━+─+ {2}120\/400 .*2 min left$/);
  });

  it('has no bar where lines follow each other', () => {
    expect(progressText(progress, { ...page, bar: false, columns: 200 })).toMatch(/^120\/400 {2}80 secure/);
  });

  it('fits, whatever the width and the figures', () => {
    const count = fc.nat(10_000_000);
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 200 }),
        count,
        count,
        fc.double({ min: 0.001, max: 5000, noNaN: true }),
        (columns, done, failed, rate) => {
          const text = progressText({ ...progress, done, total: done + 5, failed, rate }, { ...page, columns });
          expect(displayWidth(text)).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });

  it('is coloured only when asked', () => {
    expect(progressText(progress, { ...page, columns: 79 })).not.toContain('\u001b');
    expect(progressText(progress, { ...page, columns: 79, colour: true })).toContain('\u001b[32m✓80');
  });
});
