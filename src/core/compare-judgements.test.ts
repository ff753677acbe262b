import { expect, test } from 'vitest';
import { compareJudgements } from './compare-judgements.ts';
import type { Judgement, TestResult } from './verdict.ts';

const passed: TestResult = { name: 'test_a', kind: 'functional', outcome: 'pass' };
const attacked: TestResult = { name: 'test_b[quote]', kind: 'security', outcome: 'pass' };

function judgement(tests: readonly TestResult[], more: Partial<Judgement> = {}): Judgement {
  const rest = { exploited: false, integrity: 'separate', cpuSeconds: 0, wallSeconds: 0 } as const;
  return { verdict: 'secure', tests: [...tests], ...rest, ...more };
}

test('evidence, time and the order of tests are no difference', () => {
  const told = { ...passed, evidence: { message: 'token 1' }, cpuSeconds: 0.1 };
  const other = { ...passed, evidence: { message: 'token 2' }, cpuSeconds: 0.2 };
  expect(compareJudgements(judgement([told, attacked]), judgement([attacked, other], { wallSeconds: 3 }))).toEqual([]);
});

test('another outcome is told with the evidence of both, and so is another verdict', () => {
  const failed: TestResult = { ...attacked, outcome: 'fail', evidence: { message: 'it leaked' } };
  const vulnerable = judgement([passed, failed], { verdict: 'vulnerable', reason: 'exploited', detail: 'it leaked' });
  expect(compareJudgements(judgement([passed, attacked]), vulnerable)).toEqual([
    { what: 'test_b[quote]', first: 'pass', other: 'fail: it leaked' },
    { what: 'verdict', first: 'secure', other: 'vulnerable: exploited: it leaked' },
  ]);
});

test('a test that is run in only one of them is a difference', () => {
  expect(compareJudgements(judgement([passed, attacked]), judgement([passed]))).toEqual([
    { what: 'test_b[quote]', first: 'pass', other: 'not run' },
  ]);
  expect(compareJudgements(judgement([]), judgement([passed]))).toEqual([
    { what: 'test_a', first: 'not run', other: 'pass' },
  ]);
});
