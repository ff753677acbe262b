import { expect, test } from 'vitest';
import type { Analysis, AnalysisRecord } from '../core/analyser.ts';
import type { CweId } from '../core/cwe.ts';
import type { Verdict } from '../core/verdict.ts';
import { addAnalyses } from './analyser-figures.ts';
import type { AttemptReport, TaskFacts } from './report-document.ts';

const facts = (task: string): TaskFacts => ({
  title: task,
  cwe: task.startsWith('CWE-089') ? 'CWE-89' : 'CWE-22',
  severity: 'high',
  fit: task.endsWith('weak') ? 'weak' : 'strong',
  family: task,
});
const attempt = (task: string, code: string, verdict: Verdict, extra: object = {}): AttemptReport => ({
  id: code,
  key: { task, mode: 'generate', strategy: 'direct', model: 'm', sample: 0 },
  kind: 'judged',
  verdict,
  exploited: verdict === 'vulnerable',
  code,
  tests: [],
  integrity: 'separate',
  cpuSeconds: 0,
  ...extra,
});
const found = (...cwes: CweId[]): Analysis => ({
  state: 'done',
  findings: cwes.map((cwe) => ({ rule: `R-${cwe}`, cwes: [cwe], line: 1, message: '' })),
});
const record = (code: string, analysis: Analysis, version = '1'): AnalysisRecord => ({
  tool: 'ruff',
  version,
  code,
  analysis,
});

test('a finding counts as of the weakness by the hierarchy, and any other apart', async () => {
  const task = 'CWE-089/a';
  const attempts = [
    attempt(task, 'exact', 'vulnerable'),
    attempt(task, 'broader', 'vulnerable'),
    attempt(task, 'other', 'vulnerable'),
    attempt(task, 'silent', 'vulnerable'),
    attempt(task, 'alarm', 'secure'),
    attempt(task, 'calm', 'secure'),
    attempt(task, 'unread', 'vulnerable'),
  ];
  const records = [
    record('exact', found('CWE-89')),
    record('broader', found('CWE-74')),
    record('other', found('CWE-327')),
    record('silent', found()),
    record('alarm', found('CWE-89')),
    record('calm', found()),
    record('unread', { state: 'failed', reason: 'no Python' }),
  ];
  const { analysers, attempts: told } = await addAnalyses(attempts, records, facts);
  expect(told.map((one) => (one.kind === 'judged' ? one.analyses?.[0]?.says : undefined))).toEqual([
    ...['weakness', 'weakness', 'other', 'nothing', 'weakness', 'nothing', 'failed'],
  ]);
  const overall = analysers[0]?.overall;
  expect(overall).toMatchObject({ candidates: 7, undecided: 0, failed: 1 });
  expect(overall?.matched.table).toEqual({ truePositives: 2, falseNegatives: 3, falsePositives: 1, trueNegatives: 1 });
  expect(overall?.any.table).toEqual({ truePositives: 3, falseNegatives: 2, falsePositives: 1, trueNegatives: 1 });
});

test('what the tests do not decide is left out and counted; an exploit counts in broken code too', async () => {
  const attempts = [
    attempt('CWE-022/a', 'a', 'broken'),
    attempt('CWE-022/a', 'b', 'broken', { exploited: true }),
    attempt('CWE-022/a', 'c', 'inconclusive'),
    attempt('CWE-022/a', 'd', 'fail', { scope: 'joint' }),
  ];
  const records = attempts.map(({ id }) => record(id, found('CWE-22')));
  const overall = (await addAnalyses(attempts, records, facts)).analysers[0]?.overall;
  expect(overall).toMatchObject({ candidates: 4, undecided: 3 });
  expect(overall?.matched.table).toEqual({ truePositives: 1, falseNegatives: 0, falsePositives: 0, trueNegatives: 0 });
});

test('the same code for the same task is one observation; tasks of weak fit stand apart', async () => {
  const attempts = [
    attempt('CWE-022/a', 'a', 'secure'),
    attempt('CWE-022/a', 'a', 'secure'),
    attempt('CWE-022/b', 'a', 'vulnerable'),
    attempt('CWE-022/weak', 'a', 'vulnerable'),
  ];
  const { analysers } = await addAnalyses(attempts, [record('a', found('CWE-22'))], facts);
  expect(analysers[0]?.overall.candidates).toBe(2);
  expect(analysers[0]?.outsideHeadline.candidates).toBe(1);
  expect(analysers[0]?.rules).toEqual([{ rule: 'R-CWE-22', cwes: ['CWE-22'], vulnerable: 2, secure: 1, undecided: 0 }]);
});

test('findings of two versions of a tool are not mixed', async () => {
  const attempts = [attempt('CWE-022/a', 'a', 'vulnerable'), attempt('CWE-022/a', 'b', 'vulnerable')];
  const records = [record('a', found('CWE-22')), record('b', found('CWE-22')), record('a', found(), '2')];
  const { analysers } = await addAnalyses(attempts, records, facts);
  expect(analysers).toHaveLength(1);
  expect(analysers[0]).toMatchObject({ version: '2', overall: { candidates: 1 } });
});

test('a run that was never analysed has none', async () => {
  expect(await addAnalyses([attempt('CWE-022/a', 'a', 'secure')], [], facts)).toMatchObject({ analysers: [] });
});
