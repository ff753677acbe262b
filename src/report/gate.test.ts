import { describe, expect, it } from 'vitest';
import { UserMistake } from '../core/errors.ts';
import { buildReport } from './build-report.ts';
import { judgeGates } from './gate.ts';
import { parseGate } from './parse-gate.ts';
import type { ReportDocument } from './report-document.ts';
import { sampleRun } from './testing/sample-run.ts';

function mistake(action: () => unknown): UserMistake {
  try {
    action();
  } catch (error) {
    if (error instanceof UserMistake) return error;
    throw error;
  }
  return expect.unreachable('no mistake was found');
}

describe('parseGate', () => {
  it('reads metric and share', () => {
    expect(parseGate('secure-pass@1=0.6')).toEqual({ metric: 'secure-pass@1', threshold: 0.6 });
    expect(parseGate(' pass@10 = 1 ')).toEqual({ metric: 'pass@10', threshold: 1 });
    expect(parseGate('pass@1=.5').threshold).toBe(0.5);
  });

  it.each([
    ['secure-pas@1=0.6', 'did you mean secure-pass@1?'],
    ['secure-pass=0.6', 'did you mean secure-pass@1?'],
    ['exploited@1=0.1', 'gate secure-pass@1 instead'],
    ['accuracy=0.9', 'it judges pass@1, secure-pass@1, joint-pass@1'],
    ['secure-pass@1=60', 'sixty per cent is written 0.6'],
    ['secure-pass@1=60%', 'sixty per cent is written 0.6'],
    ['secure-pass@1=-0.1', 'a gate is written METRIC@K=SHARE, for instance --fail-under secure-pass@1=0.6'],
    ['secure-pass@1=', 'a gate is written METRIC@K=SHARE, for instance --fail-under secure-pass@1=0.6'],
    ['secure-pass@1', 'a gate is written METRIC@K=SHARE, for instance --fail-under secure-pass@1=0.6'],
  ])('%s: %s', (text, hint) => {
    expect(mistake(() => parseGate(text)).hint).toBe(hint);
  });
});

describe('judgeGates', () => {
  async function report(tasks: number): Promise<ReportDocument> {
    const run = sampleRun({ tasks, samples: 1 });
    const document = await buildReport(run);
    return { ...document, totals: { ...document.totals, open: 0 } };
  }

  it('judges each row of code by the lower end of its interval, in one line each', async () => {
    const document = await report(12);
    const { passed, lines } = judgeGates(document, [parseGate('secure-pass@1=0.2')]);
    expect(passed).toBe(false);
    expect(lines).toHaveLength(8);
    expect(lines.map((line) => line.passed)).toContain(true);
    for (const line of lines) {
      const row = document.overall.find(
        (one) => one.model === line.model && one.mode === line.mode && one.strategy === line.strategy,
      );
      expect(line.passed).toBe((row?.metrics['secure-pass@1']?.lowerBound ?? -1) >= 0.2);
    }
    expect(lines[0]?.text).toMatch(
      /^(pass|FAIL) {2}openai:gpt-5-mini generate\/direct: secure-pass@1 is 0\.\d\d \(\d+\/\d+\) over 11 families; the lower end of its interval, 0\.\d{3}, (reaches|is under) 0\.2$/,
    );
    expect(judgeGates(document, [parseGate('pass@1=0')]).passed).toBe(true);
    expect(judgeGates(document, [parseGate('pass@1=0'), parseGate('secure-pass@1=1')]).passed).toBe(false);
  });

  it('refuses to judge too few families, an unfinished run and a k that was not computed', async () => {
    const gate = [parseGate('secure-pass@1=0.2')];
    const few = await report(7);
    expect(mistake(() => judgeGates(few, gate)).message).toMatch(
      /7 task families, and below 8 no interval says anything/,
    );
    const open = await buildReport(sampleRun());
    expect(mistake(() => judgeGates(open, gate)).hint).toBe('finish it with: seceval resume 2026-11-22-frosty-kite');
    const enough = await report(12);
    expect(mistake(() => judgeGates(enough, [parseGate('secure-pass@3=0.2')])).hint).toBe(
      'it has pass@1, secure-pass@1',
    );
    expect(mistake(() => judgeGates({ ...enough, overall: [] }, gate)).message).toMatch(/has nothing to judge/);
  });

  it('judges a rate by the rows that have it, and names the rates there are', async () => {
    const document = await report(12);
    const [row] = document.overall;
    const metric = row?.metrics['secure-pass@1'];
    if (row === undefined || row.mode === 'classify' || metric === undefined) throw new Error('no row of code');
    const joint = { ...row, scope: 'joint' as const, metrics: { 'joint-pass@1': metric } };
    const mixed = { ...document, overall: [joint, ...document.overall] };
    expect(judgeGates(mixed, [parseGate('joint-pass@1=0.1')]).lines).toHaveLength(1);
    expect(judgeGates(mixed, [parseGate('secure-pass@1=0.1')]).lines).toHaveLength(8);
    const alone = { ...document, overall: [joint] };
    expect(mistake(() => judgeGates(alone, [parseGate('secure-pass@1=0.1')])).hint).toBe('it has joint-pass@1');
    const read = { ...document, overall: [{ ...row, scope: 'static' as const, metrics: {} }] };
    expect(mistake(() => judgeGates(read, [parseGate('pass@1=0.1')])).message).toContain('static-only');
  });
});
