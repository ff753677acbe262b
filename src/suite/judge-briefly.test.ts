import { expect, test } from 'vitest';
import type { Judgement, TestOutcome, Verdict } from '../core/verdict.ts';
import { caseNames, judgeExploited, judgeMutant, type Submit } from './judge-briefly.ts';

const cases = { functional: ['test_f[1]', 'test_f[2]'], security: ['test_s[1]', 'test_s[2]', 'test_t'] };

function judgement(verdict: Verdict, outcomes: Readonly<Record<string, TestOutcome>> = {}): Judgement {
  const tests = Object.entries(outcomes).map(([name, outcome]) => {
    const kind = cases.functional.includes(name) ? ('functional' as const) : ('security' as const);
    return { name, kind, outcome };
  });
  return { verdict, tests, exploited: false, integrity: 'separate', cpuSeconds: 0, wallSeconds: 0 };
}

/** Answers what it is told to, one after the other, and keeps what it was asked. */
function answering(...answers: readonly Judgement[]) {
  const asked: Parameters<Submit>[0][] = [];
  const submit: Submit = (what) => {
    asked.push(what);
    const answer = answers[asked.length - 1];
    return answer ? Promise.resolve(answer) : Promise.reject(new Error('it was asked once too often'));
  };
  return { submit, asked };
}

test('cases are named once, by their kind', () => {
  const one = judgement('secure', { 'test_f[1]': 'pass', test_t: 'pass' });
  const other = judgement('broken', { 'test_f[1]': 'fail', 'test_f[2]': 'pass' });
  expect(caseNames([one, other])).toEqual({ functional: ['test_f[1]', 'test_f[2]'], security: ['test_t'] });
});

test('a mutant that one attack of each test refuses needs no more', async () => {
  const { submit, asked } = answering(judgement('vulnerable'));
  expect(await judgeMutant('code', cases, submit)).toMatchObject({ verdict: 'vulnerable' });
  expect(asked).toEqual([
    { code: 'code', only: ['test_f[1]', 'test_f[2]', 'test_s[1]', 'test_t'], untilDecided: true },
  ]);
});

test.each(['secure', 'inconclusive'] as const)('a mutant that came out %s is judged by all cases', async (verdict) => {
  const { submit, asked } = answering(judgement(verdict), judgement('vulnerable'));
  expect(await judgeMutant('code', cases, submit)).toMatchObject({ verdict: 'vulnerable' });
  expect(asked[1]).toEqual({ code: 'code', untilDecided: true });
});

test('an insecure variant meets all functional tests and the attacks that have not worked yet', async () => {
  const idle = new Set(['test_s[2]', 'test_t']);
  const { submit, asked } = answering(judgement('vulnerable', { 'test_s[2]': 'fail', test_t: 'error' }));
  await judgeExploited('code', { cases, idle }, submit);
  expect(asked).toEqual([{ code: 'code', only: ['test_f[1]', 'test_f[2]', 'test_s[2]', 'test_t'] }]);
  expect([...idle]).toEqual(['test_t']);
});

test('an insecure variant that the new attacks do not show vulnerable is judged in full', async () => {
  const idle = new Set(['test_t']);
  const { submit, asked } = answering(judgement('secure'), judgement('vulnerable', { 'test_s[1]': 'fail' }));
  expect(await judgeExploited('code', { cases, idle }, submit)).toMatchObject({ verdict: 'vulnerable' });
  expect(asked[1]).toEqual({ code: 'code' });
  expect([...idle]).toEqual(['test_t']);
});

test('when every attack has worked, the first that works again is enough', async () => {
  const { submit, asked } = answering(judgement('vulnerable'));
  await judgeExploited('code', { cases, idle: new Set() }, submit);
  expect(asked).toEqual([{ code: 'code', untilDecided: true }]);
});
