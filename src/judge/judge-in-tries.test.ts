import { expect, test } from 'vitest';
import type { TestResult } from '../core/verdict.ts';
import { judgeInTries, type Try } from './judge-in-tries.ts';

const nothing = { id: 1, tests: [], cpuSeconds: 0, wallSeconds: 0, retire: true };
const died: Try = { ...nothing, fault: { fault: 'judge-died', detail: 'exit 70' } };
const unbegun: Try = { ...died, spared: 'unbegun' };
const killed: Try = { ...died, spared: 'killed' };
const killedUnbegun: Try = { ...died, spared: 'killed-unbegun' };
const result = (outcome: TestResult['outcome']): TestResult => ({ name: outcome, kind: 'security', outcome });
const judged: Try = { ...nothing, tests: [result('pass')], load: { loaded: true } };
const failing: Try = { ...judged, tests: [result('fail')] };
const crashedAfter = (before: TestResult[]): Try => ({
  ...nothing,
  fault: { fault: 'judge-crashed', detail: 'told' },
  blaming: { ...judged, tests: [...before, result('error')] },
});
const times = (count: number, one: Try) => Array.from({ length: count }, () => one);

/** How many tries were made, and what came of them. */
async function judge(tries: readonly Try[], retries = 2) {
  let made = 0;
  const final = await judgeInTries(async () => tries[made++] ?? judged, retries);
  return { made, final };
}

test.each([
  ['two faults with the candidate at work', times(2, died)],
  ['two sandboxes that failed to start beside them', [died, unbegun, unbegun, died]],
  ['ten that somebody killed beside those', [...times(6, killed), died, unbegun, unbegun, died, ...times(4, killed)]],
  ['fifty that somebody killed while they started beside those', [...times(50, killedUnbegun), ...times(10, killed)]],
])('%s are borne', async (_, faults) => {
  expect(await judge(faults)).toEqual({ made: faults.length + 1, final: judged });
});

test.each([
  ['a third fault with the candidate at work', times(3, died)],
  ['a third sandbox that failed to start', [died, unbegun, unbegun, unbegun]],
  ['an eleventh that was killed', times(11, killed)],
  ['a fifty-first that was killed while it started', times(51, killedUnbegun)],
])('%s is the last', async (_, faults) => {
  const { made, final } = await judge(faults);
  expect(made).toBe(faults.length);
  expect(final.fault?.fault).toBe('judge-died');
});

test('a test that failed before the judge crashed stays failed, whatever another try says', async () => {
  const crash = crashedAfter([result('fail')]);
  expect((await judge([crash])).final).toBe(crash.blaming);
  expect((await judge([crash, failing])).final).toBe(failing);
  expect((await judge([crash, died, judged])).final).toBe(crash.blaming);
});

test('a crash by itself is forgiven twice, and is the candidate’s own doing when every judge crashes', async () => {
  const crash = crashedAfter([result('pass')]);
  expect((await judge([crash, crash])).final).toBe(judged);
  expect((await judge([crash, crash, crash])).final).toBe(crash.blaming);
  expect((await judge([crash, died, crash])).final.fault?.fault).toBe('judge-crashed');
});
