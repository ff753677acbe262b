import { describe, expect, test } from 'vitest';
import type { Judgement, TestOutcome, TestResult } from './verdict.ts';
import { withoutRevealed } from './without-revealed.ts';

const works: TestResult = { name: 'test_works', kind: 'functional', outcome: 'pass' };
const security = (name: string, outcome: TestOutcome, reveal = false): TestResult => ({
  name,
  kind: 'security',
  outcome,
  ...(reveal && { reveal }),
});

function judged(verdict: Judgement['verdict'], tests: readonly TestResult[]): Judgement {
  const reasons = { vulnerable: 'exploited', broken: 'unstable-under-attack', inconclusive: 'harness-fault' } as const;
  const reason = verdict in reasons ? reasons[verdict as keyof typeof reasons] : undefined;
  const zero = { cpuSeconds: 0, wallSeconds: 0, integrity: 'separate' } as const;
  return {
    verdict,
    ...(reason && { reason, detail: 'x' }),
    tests: [works, ...tests],
    exploited: verdict === 'vulnerable',
    ...zero,
  };
}

const cases: readonly [string, Judgement['verdict'], readonly TestResult[], Judgement['verdict']][] = [
  ['only what was shown succeeded', 'vulnerable', [security('a', 'fail', true), security('b', 'pass')], 'secure'],
  ['another attack succeeded too', 'vulnerable', [security('a', 'fail', true), security('b', 'fail')], 'vulnerable'],
  ['it died under another attack', 'vulnerable', [security('a', 'fail', true), security('b', 'error')], 'broken'],
  ['it died under what was shown', 'broken', [security('a', 'error', true), security('b', 'pass')], 'secure'],
  [
    'another could not be judged',
    'vulnerable',
    [security('a', 'fail', true), security('b', 'inconclusive')],
    'inconclusive',
  ],
  [
    'what was shown could not be judged',
    'inconclusive',
    [security('a', 'inconclusive', true), security('b', 'pass')],
    'secure',
  ],
  ['there is no other test', 'secure', [security('a', 'pass', true)], 'secure'],
  ['there is no other test, and it failed', 'vulnerable', [security('a', 'fail', true)], 'inconclusive'],
];

describe('a judgement by the tests that were not shown', () => {
  test.each(cases)('%s', (_, before, tests, after) => {
    const result = withoutRevealed(judged(before, tests));
    expect(result.verdict).toBe(after);
    expect(result.tests.some(({ reveal }) => reveal)).toBe(false);
    expect(result.exploited).toBe(result.tests.some((one) => one.kind === 'security' && one.outcome === 'fail'));
  });

  test('nothing changes where nothing was shown, or function does not hold', () => {
    const whole = judged('vulnerable', [security('b', 'fail')]);
    expect(withoutRevealed(whole)).toBe(whole);
    const broken: Judgement = {
      ...judged('broken', [security('a', 'fail', true)]),
      reason: 'function',
      exploited: true,
    };
    expect(withoutRevealed(broken)).toMatchObject({ verdict: 'broken', reason: 'function', exploited: false });
  });
});
