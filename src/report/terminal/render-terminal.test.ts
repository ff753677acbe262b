import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../core/run.ts';
import { buildReport } from '../build-report.ts';
import { assertFinished } from '../gate.ts';
import { plainLine, shorten } from '../plain-text.ts';
import { hostileTexts } from '../testing/hostile-texts.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { renderTerminal } from './render-terminal.ts';

const plain = { columns: 80, colour: false };

function longestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => [...line].length));
}

describe('renderTerminal', () => {
  it('shows verdicts and rates as counts where families are few', async () => {
    const document = await buildReport(sampleRun({ tasks: 7 }));
    const text = renderTerminal(document, plain);
    const [direct] = document.overall;
    const metric = direct?.metrics['secure-pass@1'];
    expect(text).toContain('generate · openai:gpt-5-mini');
    expect(text).toMatch(new RegExp(`^a direct .* ${metric?.numerator}/${metric?.denominator} `, 'm'));
    expect(text).not.toMatch(/\d%/);
    expect(text).toContain('7 families: too few for an interval; counts are given');
    expect(text).toMatch(/^CWE-89 SQL Injection( +\d\/\d){8}$/m);
    expect(text).toContain('classify · openai:gpt-5-mini');
  });

  it('says what is open, inconclusive, skipped and outside the headline, and what it cost', async () => {
    const text = renderTerminal(await buildReport(sampleRun()), { ...plain, columns: 200 });
    expect(text).toContain(
      '1 attempt open (requests failed: 1 rate-limited): it was interrupted; continue with seceval resume',
    );
    expect(text).toContain('inconclusive, through faults of the harness');
    expect(text).toContain('outside the headline, as their weakness fits Python weakly: CWE-193/page-numbers');
    expect(text).toContain('skipped: CWE-367/rotate-log (it requires system-call-notification)');
    expect(text).toMatch(/tokens 138,020 in, .* · at least \$0\.\d{4} \(134 completions without a price\)/);
  });

  it('does not advise to ask a recording again for what it does not hold', async () => {
    const run = sampleRun();
    const events = run.events.map((event) =>
      event.type === 'request-failed' ? { ...event, failure: 'not-recorded' } : event,
    );
    const document = await buildReport({ ...run, events });
    const text = renderTerminal(document, { ...plain, columns: 200 });
    expect(text).toContain('(requests failed: 1 not-recorded): it was interrupted; the recording has no answer for 1');
    expect(text).not.toContain('seceval resume');
    expect(() => assertFinished(document, '--fail-under')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('the recording has no answer') }),
    );
  });

  it('shows the interval of the same tasks, new samples, where it is asked for', async () => {
    const text = renderTerminal(await buildReport(sampleRun()), { ...plain, estimand: 'this-suite' });
    expect(text).toMatch(/secure-pass@1, 95% for this suite, new samples: \d+–\d+%/);
    expect(text).not.toContain('new tasks like these');
  });

  it('sets pairs, and what was known though it was written, beside recognition', async () => {
    const text = renderTerminal(await buildReport(sampleRun()), plain);
    expect(text).toMatch(/pairs, detect of openai:gpt-5-mini: \d+ both right, \d+ both called vulnerable/);
    expect(text).toContain('written although known · openai:gpt-5-mini');
    expect(text).toMatch(/^ {2}aware, by identify +\d+ +\d+% +\d+–\d+% +\d+/m);
    expect(longestLine(text)).toBeLessThanOrEqual(80);
  });

  it('tells what repairs came to, and whether secure code was kept', async () => {
    const run = sampleRun();
    const controls = run.events.flatMap((event): RunEvent[] =>
      event.type === 'judged' && event.attempt.mode === 'repair'
        ? [{ ...event, attempt: { ...event.attempt, shown: 'secure' } }]
        : [],
    );
    const text = renderTerminal(await buildReport({ ...run, events: [...run.events, ...controls] }), plain);
    expect(text).toMatch(/^ {4}repair-rate \d+%, fixed-but-broken \d+%, kept-secure \d+%$/m);
    expect(renderTerminal(await buildReport(run), plain)).toMatch(/^ {4}repair-rate \d+%, fixed-but-broken \d+%$/m);
    expect(longestLine(text)).toBeLessThanOrEqual(80);
  });

  it('shows percentages with their interval from 8 families on', async () => {
    const text = renderTerminal(await buildReport(sampleRun()), plain);
    expect(text).toMatch(/^a direct .*\d%/m);
    expect(text).toMatch(/secure-pass@1, 95% for new tasks like these: \d+–\d+%/);
  });

  it('keeps to the width of the page', async () => {
    for (const columns of [60, 80, 132]) {
      const document = await buildReport(sampleRun({ tasks: 40, samples: 3 }));
      expect(longestLine(renderTerminal(document, { columns, colour: false }))).toBeLessThanOrEqual(columns);
    }
  });

  it('paints only when asked to', async () => {
    const document = await buildReport(sampleRun());
    const colours = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
    const painted = renderTerminal(document, { columns: 80, colour: true });
    expect(painted).toMatch(colours);
    expect(painted.replace(colours, '')).toBe(renderTerminal(document, plain));
  });

  it('obeys nothing that a name brings along', async () => {
    const run = sampleRun();
    const model = `evil${hostileTexts.escapes}\u202e`;
    const events = run.events.map(
      (event): RunEvent => ('attempt' in event ? { ...event, attempt: { ...event.attempt, model } } : event),
    );
    const text = renderTerminal(await buildReport({ ...run, events }), plain);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).toContain('evilred text, a title , cleared , one byte');
  });

  it('has something to say of a run without a single answer', async () => {
    const { manifest, tasks } = sampleRun();
    const text = renderTerminal(await buildReport({ manifest, tasks, events: [] }), plain);
    expect(text).toContain('0 of 0 attempts judged');
  });
});

describe('plainLine', () => {
  it('removes escape sequences whole, and whatever else is not seen', () => {
    expect(plainLine(hostileTexts.escapes)).toBe('red text, a title , cleared , one byte');
    expect(plainLine(hostileTexts.rightToLeft)).toBe('access = "user // only admins " # hidden tag');
    expect(plainLine('a\r\nb\tc')).toBe('a b c');
    expect(plainLine('\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\')).toBe('click');
    expect(plainLine('\u001b]never ended')).toBe('never ended');
    expect(plainLine(hostileTexts.loneSurrogate)).toBe('half of an emoji, and a null byte');
  });

  it('takes a megabyte in its stride', () => {
    // A step that is quadratic takes minutes for this.
    const started = process.cpuUsage().user;
    plainLine(`${'\u001b]'.repeat(250_000)}${'\u001b['.repeat(250_000)}`);
    expect(process.cpuUsage().user - started).toBeLessThan(10_000_000);
  });

  it('shortens by characters, not by halves of them', () => {
    expect(shorten('😀😀😀', 2)).toBe('😀…');
    expect(shorten('abc', 3)).toBe('abc');
  });
});
