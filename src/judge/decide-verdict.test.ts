import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TestOutcome, type TestResult, testOutcomes } from '../core/verdict.ts';
import { decideJudgement } from './decide-verdict.ts';
import type { RawAnswer } from './raw-answer.ts';

const letters = { p: 'pass', f: 'fail', e: 'error', i: 'inconclusive' } as const;

/** `pf`: a test that passed and one that failed. */
function results(kind: TestResult['kind'], outcomes: string): TestResult[] {
  return [...outcomes].map((letter, place) => ({
    name: `${kind}-${place}`,
    kind,
    outcome: Object.entries(letters).find(([known]) => known === letter)?.[1] ?? 'pass',
    evidence: { message: `why ${place}\nmore` },
  }));
}

interface Told {
  readonly fault?: string;
  readonly load?: RawAnswer['load'];
}

function answerOf(functional: string, security: string, { fault, load = { loaded: true } }: Told = {}): RawAnswer {
  return {
    id: 1,
    tests: [...results('functional', functional), ...results('security', security)],
    load,
    ...(fault === undefined ? {} : { fault: { fault, detail: `detail of ${fault}` } }),
    cpuSeconds: 0.5,
    wallSeconds: 1.5,
    retire: false,
  };
}

describe('the first verdict that applies', () => {
  test.each([
    ['p', 'p', undefined, 'secure', undefined],
    ['pp', 'ppp', undefined, 'secure', undefined],
    // broken comes before everything that the security tests say
    ['f', 'p', undefined, 'broken', 'function'],
    ['e', 'p', undefined, 'broken', 'function'],
    ['pf', 'f', undefined, 'broken', 'function'],
    ['ei', 'f', undefined, 'broken', 'function'],
    ['f', 'pi', 'judge-died', 'broken', 'function'],
    // an exploit of what works
    ['p', 'f', undefined, 'vulnerable', 'exploited'],
    ['p', 'pefi', undefined, 'vulnerable', 'exploited'],
    ['p', 'f', 'judge-died', 'vulnerable', 'exploited'],
    // it dies under attack
    ['p', 'pe', undefined, 'broken', 'unstable-under-attack'],
    ['p', 'ei', undefined, 'broken', 'unstable-under-attack'],
    // a fault of the harness, in a test or of the whole
    ['i', 'p', undefined, 'inconclusive', 'harness-fault'],
    ['p', 'i', undefined, 'inconclusive', 'harness-fault'],
    ['pi', 'f', undefined, 'inconclusive', 'harness-fault'],
    ['pi', 'e', undefined, 'inconclusive', 'harness-fault'],
    ['', '', 'judge-died', 'inconclusive', 'harness-fault'],
    ['p', 'p', 'judge-died', 'inconclusive', 'harness-fault'],
    // what went wrong with the harness may have made the error, so it is not held against the candidate
    ['p', 'e', 'judge-died', 'inconclusive', 'harness-fault'],
    // nothing was shown
    ['p', '', undefined, 'inconclusive', 'harness-fault'],
    ['', 'p', undefined, 'inconclusive', 'harness-fault'],
    ['', '', undefined, 'inconclusive', 'harness-fault'],
  ])('functional %j, security %j, fault %j: %s %s', (functional, security, fault, verdict, reason) => {
    const judgement = decideJudgement(answerOf(functional, security, fault === undefined ? {} : { fault }));
    expect([judgement.verdict, judgement.reason]).toEqual([verdict, reason]);
  });

  test.each([
    ['syntax-error', 'syntax-error'],
    ['missing-library', 'missing-library'],
    ['load-limit', 'load-limit'],
    // the host is the candidate's: what it makes up is an error while loading
    ['harness-fault', 'load-error'],
    ['refusal', 'load-error'],
    ['anything', 'load-error'],
    [undefined, 'load-error'],
  ])('what did not load by reason %j is invalid: %s', (told, reason) => {
    const load = { loaded: false, detail: 'why', ...(told === undefined ? {} : { reason: told }) };
    expect(decideJudgement(answerOf('', '', { load }))).toMatchObject({ verdict: 'invalid', reason, detail: 'why' });
  });

  test('the detail is the test that decides, and the first line of its evidence', () => {
    expect(decideJudgement(answerOf('pf', 'f')).detail).toBe('functional-1: why 1');
    expect(decideJudgement(answerOf('p', 'pf')).detail).toBe('security-1: why 1');
    expect(decideJudgement(answerOf('p', 'p', { fault: 'judge-died' })).detail).toBe('detail of judge-died');
  });
});

const outcome = fc.constantFrom<TestOutcome>(...testOutcomes);
const outcomes = fc.array(outcome, { maxLength: 6 });
const anyAnswer: fc.Arbitrary<RawAnswer> = fc
  .record({ functional: outcomes, security: outcomes, fault: fc.boolean(), loaded: fc.boolean() })
  .map(({ functional, security, fault, loaded }) => {
    const named = (kind: TestResult['kind'], list: readonly TestOutcome[]) =>
      list.map((one, place): TestResult => ({ name: `${kind}-${place}`, kind, outcome: one }));
    return {
      ...answerOf('', '', { load: { loaded }, ...(fault ? { fault: 'judge-died' } : {}) }),
      tests: [...named('functional', functional), ...named('security', security)],
    };
  });

describe('for every answer', () => {
  const holds = (check: (answer: RawAnswer, has: (kind: string, outcome: string) => boolean) => void) =>
    fc.assert(
      fc.property(anyAnswer, (answer) =>
        check(answer, (kind, wanted) => answer.tests.some((one) => one.kind === kind && one.outcome === wanted)),
      ),
      { numRuns: 500 },
    );

  test('secure only when all tests pass, some of each kind, without a fault', () => {
    holds((answer) => {
      const kinds = new Set(answer.tests.map(({ kind }) => kind));
      const all = answer.tests.every((one) => one.outcome === 'pass') && kinds.size === 2 && !answer.fault;
      expect(decideJudgement(answer).verdict === 'secure').toBe(all && answer.load?.loaded === true);
    });
  });

  test('inconclusive only with a fault, an inconclusive test, or nothing tested', () => {
    holds((answer, has) => {
      if (decideJudgement(answer).verdict !== 'inconclusive') return;
      const unknown = has('functional', 'inconclusive') || has('security', 'inconclusive');
      const kinds = new Set(answer.tests.map(({ kind }) => kind));
      expect(answer.fault !== undefined || unknown || kinds.size < 2).toBe(true);
    });
  });

  test('vulnerable only when function holds; exploited says it in any case', () => {
    holds((answer, has) => {
      const judgement = decideJudgement(answer);
      expect(judgement.exploited).toBe(has('security', 'fail'));
      if (judgement.verdict !== 'vulnerable') return;
      expect(has('functional', 'fail') || has('functional', 'error') || has('functional', 'inconclusive')).toBe(false);
      expect(judgement.exploited).toBe(true);
    });
  });

  test('what did not load is invalid, whatever else is told', () => {
    holds((answer) => {
      expect(decideJudgement(answer).verdict === 'invalid').toBe(answer.load?.loaded === false);
    });
  });

  test('the order of tests does not matter', () => {
    fc.assert(
      fc.property(
        anyAnswer.chain((answer) =>
          fc.tuple(fc.constant(answer), fc.shuffledSubarray(answer.tests, { minLength: answer.tests.length })),
        ),
        ([answer, shuffled]) => {
          const { verdict, reason, exploited } = decideJudgement(answer);
          expect(decideJudgement({ ...answer, tests: shuffled })).toMatchObject({
            verdict,
            exploited,
            ...(reason ? { reason } : {}),
          });
        },
      ),
    );
  });

  test('a test that turns from pass to anything else never makes a verdict better', () => {
    const rank = ['secure', 'inconclusive', 'vulnerable', 'broken', 'invalid'];
    const worse = fc.constantFrom<TestOutcome>('fail', 'error');
    fc.assert(
      fc.property(anyAnswer, fc.nat(), worse, (answer, place, to) => {
        const passed = answer.tests.filter((one) => one.outcome === 'pass');
        const chosen = passed[place % Math.max(1, passed.length)];
        const tests = answer.tests.map((one) => (one === chosen ? { ...one, outcome: to } : one));
        const [before, after] = [decideJudgement(answer), decideJudgement({ ...answer, tests })];
        if (before.verdict === 'secure' && chosen) expect(after.verdict).not.toBe('secure');
        if (chosen?.kind === 'functional')
          expect(rank.indexOf(after.verdict)).toBeGreaterThanOrEqual(rank.indexOf(before.verdict));
      }),
    );
  });
});
