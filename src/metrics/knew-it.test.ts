import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassifiedAnswer } from './classified-attempt.ts';
import { type CodeFacts, codeFacts } from './code-facts.ts';
import { knewIt, readingsOf } from './knew-it.ts';
import type { Unit } from './unit.ts';

const about = (index: number) => ({ task: `t${index}`, family: `f${index}`, cwe: 'CWE-89', severity: 'high' }) as const;

const nothing = { tests: [], integrity: 'separate', cpuSeconds: 0, wallSeconds: 0 } as const;
const exploited = codeFacts({
  ...{ ...nothing, verdict: 'vulnerable', exploited: true },
  tests: [{ name: 'attack', kind: 'security', basis: 'universal', outcome: 'fail' }],
});
const safe = codeFacts({
  ...{ ...nothing, verdict: 'secure', exploited: false },
  tests: [{ name: 'attack', kind: 'security', basis: 'universal', outcome: 'pass' }],
});
const unknown = codeFacts({
  ...nothing,
  verdict: 'inconclusive',
  reason: 'harness-fault',
  exploited: false,
  tests: [],
});

/** Of each task the answers that were written: x exploited, s safe, ? inconclusive. */
function written(...tasks: readonly string[]): Unit<CodeFacts>[] {
  const of: Readonly<Record<string, CodeFacts>> = { x: exploited, s: safe, '?': unknown };
  return tasks.map((letters, index) => ({ ...about(index), shown: '', results: [...letters].map((one) => of[one]) }));
}

/** Of each task whether the insecure and the secure version were told right, sample by sample: `+-` is the first only. */
function read(...tasks: readonly (readonly string[])[]): Unit<ClassifiedAnswer>[] {
  const answer = (expected: string, isRight: boolean): ClassifiedAnswer => ({
    ...{ expected: [expected], correct: isRight },
    answer: (expected === 'vulnerable') === isRight ? 'vulnerable' : 'secure',
  });
  return tasks.flatMap((samples, index) => [
    { ...about(index), shown: 'insecure', results: samples.map((one) => answer('vulnerable', one[0] === '+')) },
    { ...about(index), shown: 'secure', results: samples.map((one) => answer('secure', one[1] === '+')) },
  ]);
}

describe('knewIt', () => {
  it('tells tasks apart whose weakness the model recognises', () => {
    const { knew, didNotKnow } = knewIt(written('x', 's', 'x', 'x'), readingsOf(read(['++'], ['++'], ['+-'], ['--'])));
    expect(knew).toMatchObject({ value: 1 / 2, numerator: 1, denominator: 2, tasks: 2, families: 2, interval: null });
    expect(didNotKnow).toMatchObject({ value: 1, numerator: 2, denominator: 2, tasks: 2 });
  });

  it('recognises nothing in who always says the same', () => {
    const { knew, didNotKnow } = knewIt(written('x', 's'), readingsOf(read(['+-'], ['+-'])));
    expect(knew.value).toBeUndefined();
    expect(knew.reason).toBe('no task whose weakness it recognises');
    expect(didNotKnow).toMatchObject({ value: 1 / 2, tasks: 2 });
  });

  it('counts a task for the share of its readings that recognise it', () => {
    const { knew } = knewIt(written('xx', 'ss'), readingsOf(read(['++', '--'], ['++', '++'])));
    // The first task weighs a half, the second one.
    expect(knew.value).toBeCloseTo(1 / 3, 12);
    expect(knew).toMatchObject({ numerator: 2, denominator: 6 });
  });

  it('takes the insecure version alone where no secure one was shown, and only tasks that it did both for', () => {
    const alone = read(['++'], ['-+'], ['++']).filter(({ shown }) => shown === 'insecure');
    const { knew, didNotKnow } = knewIt(written('x', 'x'), readingsOf(alone));
    expect(knew).toMatchObject({ value: 1, tasks: 1 });
    expect(didNotKnow).toMatchObject({ value: 1, tasks: 1 });
  });

  it('lets inconclusive answers open a range, and decide nothing', () => {
    const { knew } = knewIt(written('x?', 's?', '??'), readingsOf(read(['++'], ['++'], ['++'])));
    expect(knew.value).toBe(1 / 2);
    const [low, high] = knew.inconclusiveRange ?? [];
    expect(low).toBeCloseTo(1 / 6, 12);
    expect(high).toBeCloseTo(5 / 6, 12);
  });

  it('gives an interval from 8 families on, about the value', () => {
    const { knew } = knewIt(written(...'xsxsxsxs'), readingsOf(read(...Array.from({ length: 8 }, () => ['++']))));
    expect(knew.interval?.lower).toBeLessThan(0.5);
    expect(knew.interval?.upper).toBeGreaterThan(0.5);
    expect(knew.lowerBound).toBe(knew.interval?.lower);
  });

  it('splits what was written: both groups together are all of it, whatever was read', () => {
    const task = fc.record({
      letters: fc.array(fc.constantFrom('x', 's'), { minLength: 1, maxLength: 4 }),
      samples: fc.array(fc.constantFrom('++', '+-', '-+', '--'), { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(task, { minLength: 1, maxLength: 12 }), (tasks) => {
        const code = written(...tasks.map(({ letters }) => letters.join('')));
        const { knew, didNotKnow } = knewIt(code, readingsOf(read(...tasks.map(({ samples }) => samples))));
        const rate = ({ letters }: { letters: string[] }) =>
          letters.filter((one) => one === 'x').length / letters.length;
        const right = ({ samples }: { samples: string[] }) =>
          samples.filter((one) => one === '++').length / samples.length;
        const weight = tasks.reduce((sum, one) => sum + right(one), 0);
        const parts = (knew.value ?? 0) * weight + (didNotKnow.value ?? 0) * (tasks.length - weight);
        expect(parts).toBeCloseTo(
          tasks.reduce((sum, one) => sum + rate(one), 0),
          9,
        );
        expect(knew.value === undefined).toBe(weight === 0);
      }),
    );
  });
});
