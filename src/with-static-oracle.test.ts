import { expect, test } from 'vitest';
import type { Analyser, Analysis } from './core/analyser.ts';
import type { CweId } from './core/cwe.ts';
import type { Judge, Submission } from './core/judge.ts';
import type { Task } from './core/task.ts';
import { staticJudgement, withStaticOracle } from './with-static-oracle.ts';

const sql = { cwe: 'CWE-89', labels: ['CWE-89'] } satisfies Pick<Task['definition'], 'cwe' | 'labels'>;
const circumstances = { tool: 'ruff', wallSeconds: 0 };
const found = (...cwes: CweId[]): Analysis => ({
  state: 'done',
  findings: cwes.map((cwe) => ({ rule: 'S1', cwes: [cwe], line: 3, message: 'bad' })),
});

test('a finding of the weakness fails it, of another it is told, and without any it passes but is not secure', () => {
  const flagged = staticJudgement(found('CWE-89', 'CWE-327'), sql, circumstances);
  expect(flagged).toMatchObject({
    verdict: 'fail',
    reason: 'flagged',
    scope: 'static',
    detail: 'ruff: S1 line 3: bad',
  });
  expect(flagged.tests.map(({ outcome }) => outcome)).toEqual(['fail', 'fail']);
  expect(staticJudgement(found('CWE-327'), sql, circumstances)).toMatchObject({ verdict: 'pass', scope: 'static' });
  expect(staticJudgement(found(), sql, circumstances)).toMatchObject({ verdict: 'pass', exploited: false });
});

test('code that the analyser cannot read is no better off', () => {
  const judged = (reason: string) => staticJudgement({ state: 'failed', reason }, sql, circumstances);
  expect(judged('no Python, line 1: …')).toMatchObject({ verdict: 'invalid', reason: 'syntax-error', scope: 'static' });
  expect(judged('larger than 256 KiB')).toMatchObject({ verdict: 'invalid', reason: 'oversized' });
  expect(judged('ruff gave up: it died')).toMatchObject({ verdict: 'invalid', reason: 'load-limit' });
});

test('only tasks without tests come to the analyser, which is opened for the first and closed with the judge', async () => {
  const calls: string[] = [];
  const inner: Judge = {
    judge: async () => {
      calls.push('inner');
      return { ...staticJudgement(found(), sql, circumstances), verdict: 'secure' };
    },
    describe: () => ({ tier: 't', environment: 'e', limits: {}, deviations: [] }),
    close: async () => void calls.push('inner closed'),
  };
  const analyser: Analyser = {
    name: 'ruff',
    version: '1',
    analyse: async (codes) => codes.map(() => found('CWE-89')),
    close: async () => void calls.push('closed'),
  };
  const judge = withStaticOracle(inner, async () => {
    calls.push('opened');
    return analyser;
  });
  const submission = (oracle: string): Submission => {
    const task = { definition: { ...sql, oracle } } as unknown as Task;
    return { task, language: 'python', code: '', seed: 1 };
  };
  expect((await judge.judge(submission('judge'))).verdict).toBe('secure');
  expect((await judge.judge(submission('static-only'))).verdict).toBe('fail');
  await judge.judge(submission('static-only'));
  await judge.close();
  expect(calls).toEqual(['inner', 'opened', 'inner closed', 'closed']);
});
