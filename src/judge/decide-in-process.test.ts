import { expect, test } from 'vitest';
import type { TestResult } from '../core/verdict.ts';
import { decideInProcess } from './decide-in-process.ts';
import type { RawAnswer } from './raw-answer.ts';

const check = (outcome: TestResult['outcome'], kind: TestResult['kind'] = 'joint'): TestResult => ({
  name: 'check',
  kind,
  outcome,
  ...(outcome !== 'pass' && { evidence: { message: 'line one\nline two' } }),
});

function answer(parts: Partial<RawAnswer>): RawAnswer {
  return { id: 1, tests: [], load: { loaded: true }, cpuSeconds: 0, wallSeconds: 0, retire: false, ...parts };
}

test('one test for both is a pass or a fail, and never secure or vulnerable', () => {
  expect(decideInProcess(answer({ tests: [check('pass')] }), 'joint')).toMatchObject({
    verdict: 'pass',
    scope: 'joint',
    integrity: 'in-process',
  });
  for (const outcome of ['fail', 'error'] as const) {
    expect(decideInProcess(answer({ tests: [check(outcome)] }), 'joint')).toMatchObject({
      verdict: 'fail',
      reason: 'joint-test',
      detail: 'check: line one',
      exploited: false,
    });
  }
});

test('a test of function alone says nothing of security', () => {
  const passed = decideInProcess(answer({ tests: [check('pass', 'functional')] }), 'function');
  expect(passed).toMatchObject({ verdict: 'pass', scope: 'function' });
  const failed = decideInProcess(answer({ tests: [check('fail', 'functional')] }), 'function');
  expect(failed).toMatchObject({ verdict: 'fail', reason: 'function' });
});

test('with tests for both the verdict is as ever, but for its integrity', () => {
  const tests = [check('pass', 'functional'), check('fail', 'security')];
  const judgement = decideInProcess(answer({ tests }), 'full');
  expect(judgement).toMatchObject({ verdict: 'vulnerable', exploited: true, integrity: 'in-process' });
  expect(judgement.scope).toBeUndefined();
});

test('a fault of the harness is inconclusive, and so is a task without a result', () => {
  const fault = { fault: 'task-broken', detail: 'its test needs psutil: not installed' };
  for (const scope of ['joint', 'function'] as const) {
    expect(decideInProcess(answer({ fault }), scope)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'harness-fault',
      detail: fault.detail,
    });
    expect(decideInProcess(answer({}), scope).verdict).toBe('inconclusive');
  }
});

test('what cannot be loaded is invalid in every scope', () => {
  const load = { loaded: false, reason: 'missing-library', detail: 'flask' };
  expect(decideInProcess(answer({ load }), 'joint')).toMatchObject({ verdict: 'invalid', reason: 'missing-library' });
});
