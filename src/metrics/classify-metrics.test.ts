import { describe, expect, it } from 'vitest';
import type { AnswerUnit } from './classified-attempt.ts';
import { classifyMetrics, countAnswers } from './classify-metrics.ts';

interface Given {
  readonly task: string;
  readonly shown: string;
  readonly answer?: string;
  readonly expected: readonly string[];
  readonly cwe?: string;
}

function attempt({ task, shown, answer, expected, cwe = 'CWE-89' }: Given): AnswerUnit {
  return {
    task,
    family: task,
    cwe,
    severity: 'high',
    shown,
    results: [
      {
        ...(answer === undefined ? {} : { answer }),
        expected,
        correct: answer !== undefined && expected.includes(answer),
      },
    ],
  };
}

/** `vs`: the insecure version was called vulnerable, the secure one secure; `?` is unreadable. */
function detected(answers: readonly string[]): AnswerUnit[] {
  const meanings: Record<string, string> = { v: 'vulnerable', s: 'secure', x: 'maybe' };
  return answers.flatMap((pair, index) =>
    [...pair].map((letter, position) => {
      const answer = meanings[letter];
      const shown = position === 0 ? 'insecure' : 'secure';
      const expected = [position === 0 ? 'vulnerable' : 'secure'];
      return attempt({ task: `task-${index}`, shown, expected, ...(answer === undefined ? {} : { answer }) });
    }),
  );
}

describe('detect', () => {
  // tp 3, fn 1, tn 2, fp 2. scikit-learn's definitions by hand: MCC = (6 - 2) / sqrt(5 * 4 * 4 * 3).
  const answers = detected(['vs', 'vv', 'vs', 'sv']);

  it('computes every figure from one table', () => {
    const metrics = classifyMetrics(answers);
    expect(metrics['accuracy']).toMatchObject({ value: 0.625, numerator: 5, denominator: 8 });
    expect(metrics['balanced-accuracy']?.value).toBeCloseTo(0.625, 12);
    expect(metrics['precision']).toMatchObject({ numerator: 3, denominator: 5 });
    expect(metrics['recall']).toMatchObject({ numerator: 3, denominator: 4 });
    expect(metrics['f1']?.value).toBeCloseTo(6 / 9, 12);
    expect(metrics['mcc']?.value).toBeCloseTo(4 / Math.sqrt(240), 12);
    expect(metrics['specificity']).toMatchObject({ numerator: 2, denominator: 4 });
    expect(metrics['macro-f1']?.value).toBeCloseTo((6 / 9 + 4 / 7) / 2, 12);
    expect(metrics['pair-accuracy']).toMatchObject({ numerator: 2, denominator: 4 });
  });

  it('tells what became of pairs', () => {
    expect(countAnswers(answers, new Set()).pairs).toEqual({
      bothRight: 2,
      bothVulnerable: 1,
      bothSecure: 0,
      reversed: 1,
    });
    expect(countAnswers(detected(['ss']), new Set()).pairs).toMatchObject({ bothSecure: 1 });
  });

  it('holds an unreadable answer, and one outside the list, for wrong, and counts them', () => {
    const odd = detected(['?s', 'x?']);
    expect(countAnswers(odd, new Set())).toMatchObject({
      attempts: 4,
      correct: 1,
      unreadable: 2,
      outsideList: 1,
      table: { truePositives: 0, falseNegatives: 2, trueNegatives: 1, falsePositives: 1 },
    });
    expect(classifyMetrics(odd)['accuracy']?.value).toBe(0.25);
  });

  it('leaves out what is undefined, with the reason', () => {
    const onlySecure = classifyMetrics(detected(['ss']).slice(1));
    expect(onlySecure['precision']).toMatchObject({ reason: 'no code was called vulnerable' });
    expect(onlySecure['recall']).toMatchObject({ reason: 'no vulnerable code was shown' });
    expect(onlySecure['f1']?.reason).toBe('no code was vulnerable or called so');
    expect(onlySecure['mcc']?.reason).toBe('all answers, or all code that was shown, are of one class');
    expect(onlySecure['pair-accuracy']?.reason).toBe('no code was shown in both versions');
    for (const name of ['precision', 'recall', 'f1', 'mcc', 'balanced-accuracy', 'pair-accuracy']) {
      expect(onlySecure[name]).not.toHaveProperty('value');
    }
  });
});

describe('identify', () => {
  const identified = [
    attempt({ task: 'a', shown: 'insecure', expected: ['CWE-89'], answer: 'CWE-89' }),
    attempt({ task: 'b', shown: 'insecure', expected: ['CWE-89'], answer: 'CWE-78' }),
    attempt({ task: 'c', shown: 'insecure', expected: ['CWE-78', 'CWE-77'], answer: 'CWE-77', cwe: 'CWE-78' }),
    attempt({ task: 'd', shown: 'insecure', expected: ['CWE-22'], answer: 'CWE-9999', cwe: 'CWE-22' }),
    attempt({ task: 'e', shown: 'insecure', expected: ['CWE-22'], cwe: 'CWE-22' }),
  ];

  it("accepts any of a task's labels and averages F1 over the classes shown", () => {
    const metrics = classifyMetrics(identified);
    expect(metrics['accuracy']).toMatchObject({ value: 0.4, numerator: 2, denominator: 5 });
    // CWE-89: 2/3. CWE-78: right once, answered twice: 2/3. CWE-22: never named: 0.
    expect(metrics['macro-f1']?.value).toBeCloseTo(4 / 9, 12);
  });

  it('counts confusions, unreadable answers and answers outside the list', () => {
    const counts = countAnswers(identified, new Set(['CWE-89', 'CWE-78', 'CWE-77', 'CWE-22']));
    expect(counts).toMatchObject({ correct: 2, unreadable: 1, outsideList: 1, table: null, pairs: null });
    expect(counts.confusions).toEqual([
      { truth: 'CWE-22', answer: 'CWE-9999', count: 1 },
      { truth: 'CWE-22', count: 1 },
      { truth: 'CWE-78', answer: 'CWE-78', count: 1 },
      { truth: 'CWE-89', answer: 'CWE-89', count: 1 },
      { truth: 'CWE-89', answer: 'CWE-78', count: 1 },
    ]);
  });
});
