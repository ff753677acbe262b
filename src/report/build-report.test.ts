import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../core/run.ts';
import { buildReport } from './build-report.ts';
import { renderJson } from './json/render-json.ts';
import { sampleRun } from './testing/sample-run.ts';

const at = '2026-11-22T09:20:00.000Z';

describe('buildReport', () => {
  it('counts what was asked, answered, judged and paid', async () => {
    const run = sampleRun();
    const { totals } = await buildReport(run);
    expect(totals).toMatchObject({ state: 'interrupted', attempts: 336, judged: 335, open: 1, completions: 335 });
    expect(totals.failedRequests).toEqual({ 'rate-limited': 1 });
    expect(totals.cachedCompletions).toBe(67);
    expect(totals.tokens).toMatchObject({ input: 335 * 412, reasoning: 0, unknown: 0 });
    const paid = run.events.filter((event) => event.type === 'completed' && !event.cached);
    const priced = paid.filter((event) => event.type === 'completed' && event.costUsd !== undefined);
    expect(totals.unknownCosts).toBe(paid.length - priced.length);
    expect(totals.costUsd).toBeCloseTo(priced.length * 0.000_41, 9);
  });

  it('has a row for each model, mode and strategy in the order of the study', async () => {
    const document = await buildReport(sampleRun());
    expect(document.overall.map(({ model, mode, strategy }) => `${model} ${mode}/${strategy}`).slice(4, 8)).toEqual([
      'openai:gpt-5-mini classify/detect',
      'openai:gpt-5-mini classify/identify',
      'ollama:qwen2.5-coder:7b generate/direct',
      'ollama:qwen2.5-coder:7b generate/aware',
    ]);
    const [direct] = document.overall;
    expect(direct?.counts.attempts).toBe(22);
    expect(Object.keys(direct?.metrics ?? {})).toEqual([
      ...['pass@1', 'pass@2', 'secure-pass@1', 'secure-pass@2', 'exploited@1', 'exploited@2'],
      ...['pass^2', 'secure-pass^2'],
      ...['vulnerable-among-functional', 'universal-among-functional', 'policy-among-functional'],
      ...['universal-secure-pass@1', 'universal-exploited@1', 'policy-secure-pass@1', 'policy-exploited@1'],
    ]);
    expect(direct?.metrics['secure-pass@1']).toMatchObject({ families: 11, reason: null });
  });

  it('keeps tasks of weak fit out of the headline, and lists them', async () => {
    const document = await buildReport(sampleRun());
    expect(document.outsideHeadline.map(({ counts }) => counts.attempts)).toContain(2);
    expect(document.perTask.filter(({ fit }) => fit === 'weak').map(({ task }) => task)).toEqual([
      'CWE-193/page-numbers',
    ]);
    expect(document.perCwe.find(({ cwe }) => cwe === 'CWE-89')).toMatchObject({
      tasks: ['CWE-089/order-search', 'CWE-089/stock-report'],
      families: 2,
    });
    expect(document.perCwe.map(({ cwe }) => cwe)).toEqual([
      'CWE-22',
      'CWE-78',
      'CWE-79',
      'CWE-89',
      'CWE-193',
      'CWE-327',
      'CWE-502',
      'CWE-611',
      'CWE-639',
      'CWE-918',
    ]);
  });

  it('gives both intervals of the headline, and none to what only describes', async () => {
    const document = await buildReport(sampleRun());
    const metric = document.overall[0]?.metrics['secure-pass@1'];
    expect(metric).toMatchObject({ interval: { estimand: 'new-tasks' }, thisSuite: { estimand: 'this-suite' } });
    const ofOne = [...document.perCwe, ...document.perTask].flatMap(({ rows }) => rows);
    for (const { metrics } of ofOne) {
      for (const own of Object.values(metrics)) expect(own).toMatchObject({ interval: null, thisSuite: null });
    }
  });

  it('sets what models recognise beside what they write', async () => {
    const { acrossModes, overall } = await buildReport(sampleRun());
    expect(acrossModes.slice(0, 2)).toMatchObject([
      { writing: 'direct', recognising: 'detect' },
      { writing: 'direct', recognising: 'identify' },
    ]);
    for (const { knew, didNotKnow } of acrossModes) {
      expect(Math.max(knew.tasks, didNotKnow.tasks)).toBeLessThanOrEqual(11);
      expect(knew.tasks + didNotKnow.tasks).toBeGreaterThanOrEqual(11);
    }
    expect(overall.length).toBeGreaterThan(0);
  });

  it('lists no attempt of a run that has more than the limit, and counts them all the same', async () => {
    const [all, few] = [await buildReport(sampleRun()), await buildReport({ ...sampleRun(), attemptLimit: 300 })];
    expect(all).toMatchObject({ attemptsLeftOut: 0 });
    expect(few).toMatchObject({ attempts: [], attemptsLeftOut: 336 });
    expect({ ...few, attempts: [], attemptsLeftOut: 0 }).toEqual({ ...all, attempts: [] });
  });

  it('lets later events replace earlier ones: a new answer makes an older verdict void', async () => {
    const { manifest, tasks, events } = sampleRun();
    const [started, completed, judged] = events;
    if (started === undefined || completed?.type !== 'completed' || judged?.type !== 'judged') expect.unreachable();
    const again: RunEvent = { ...judged, judgement: { ...judged.judgement, verdict: 'secure', exploited: false } };
    const failed: RunEvent = {
      type: 'request-failed',
      at,
      attempt: completed.attempt,
      failure: 'timeout',
      message: '',
    };
    const build = (list: readonly RunEvent[]) => buildReport({ manifest, tasks, events: list });
    expect((await build([started, failed, completed, judged, again])).attempts).toMatchObject([{ verdict: 'secure' }]);
    const reopened = await build([started, completed, judged, completed]);
    expect(reopened.attempts).toMatchObject([{ kind: 'open' }]);
    expect(reopened.totals.judged).toBe(0);
    expect((await build([failed])).totals).toMatchObject({
      attempts: 1,
      failedRequests: { timeout: 1 },
      state: 'unfinished',
    });
  });

  it('reads events as they come, and survives a suite that lacks a task', async () => {
    const { manifest, events } = sampleRun();
    async function* stream() {
      yield [...events];
    }
    const document = await buildReport({ manifest, events: stream(), tasks: new Map() });
    expect(document.unknownTasks).toHaveLength(12);
    expect(document.overall).toEqual([]);
    expect(document.perCwe[0]?.cwe).toBe('CWE-22');
  });

  it('refuses a k beyond the samples', async () => {
    await expect(buildReport({ ...sampleRun(), ks: [5] })).rejects.toThrow(/pass@5 needs 5 samples .* the run has 2/);
  });

  it('is one JSON document without NaN, in which undefined values are absent', async () => {
    const document = await buildReport(sampleRun());
    const text = renderJson(document);
    expect(JSON.parse(text)).toEqual(document);
    const metrics = document.perTask.flatMap(({ rows }) => rows).flatMap(({ metrics: own }) => Object.values(own));
    for (const metric of metrics) {
      if ('value' in metric) expect(Number.isFinite(metric.value)).toBe(true);
      else expect(metric.reason).toBeTruthy();
    }
  });
});
