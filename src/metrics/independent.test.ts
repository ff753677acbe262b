import { describe, expect, it, test } from 'vitest';
import type { Confusion } from './answer-table.ts';
import { hierarchyFigures, nearMisses } from './cwe-hierarchy.ts';
import { multiclassFigures } from './multiclass-figures.ts';
import { passHatK } from './pass-at-k.ts';
import { scoreInterval } from './score-interval.ts';
import { studentT } from './student-t.ts';

// Values of other implementations, or of other formulas, made once with the Python of Debian bookworm.

test.each([
  // scipy 1.10.1: stats.t.ppf(0.975, degrees)
  [1, 12.706204736432095],
  [2.5, 3.5746548420118773],
  [7, 2.3646242510102993],
  [29, 2.045229642132703],
  [100.25, 1.9839109343599852],
])("Student's t with %d degrees of freedom is scipy's", (degrees, expected) => {
  expect(Math.abs(studentT(degrees, 0.95) / expected - 1)).toBeLessThan(1e-9);
});

test.each([
  // statsmodels 0.13.5: proportion_confint(successes, trials, 0.05, "wilson")
  [0, 10, 0, 0.27753279986288926],
  [3, 20, 0.052368745896215596, 0.36041886474075696],
  [17, 50, 0.22436949222500085, 0.47846173949767395],
  [50, 50, 0.9286524008666412, 1],
  [999, 1000, 0.9943574414020421, 0.9998234536293739],
])("Wilson's interval of %d in %d is that of statsmodels", (successes, trials, lower, upper) => {
  const interval = scoreInterval(successes / trials, trials, 1.959963984540054);
  expect(interval[0]).toBeCloseTo(lower, 12);
  expect(interval[1]).toBeCloseTo(upper, 12);
});

test.each([
  // itertools.combinations: the share of all subsets of k samples that hold successes only
  [5, 3, 2, 0.3],
  [9, 7, 4, 0.2777777777777778],
  [12, 11, 6, 0.5],
  [10, 10, 3, 1],
  [4, 1, 2, 0],
])('pass^k of %d samples, %d of them right, k = %d, is what every subset counts to', (n, c, k, expected) => {
  expect(passHatK(n, c, k)).toBeCloseTo(expected, 13);
});

describe('figures of a table of three classes and an answer outside of them', () => {
  const counts = [
    [5, 2, 0, 1],
    [1, 6, 2, 0],
    [0, 3, 4, 2],
  ];
  const table = counts.flatMap((row, truth) =>
    row.map((count, answer): Confusion => ({ truth: `class-${truth}`, answer: `class-${answer}`, count })),
  );

  it.each([
    // numpy 1.24.2, each answer for itself: R_K from the covariance of one-hot vectors, means over the classes shown
    ['mcc', 0.4092289755508273],
    ['macro-precision', 0.6818181818181818],
    // Balanced accuracy by its other name.
    ['macro-recall', 0.5787037037037036],
    ['macro-f1', 0.6158730158730159],
    ['micro-f1', 0.5769230769230769],
  ] as const)('%s', (name, expected) => {
    expect(multiclassFigures[name].of(table)).toBeCloseTo(expected, 12);
  });
});

describe('credit for being near', () => {
  // In MITRE's view: 89 < 943 < 74 < 707, so that 89 has a line of four; 77 < 74 and 78 < 77 give 78 a line of four, too.
  const answered = (truth: string, answer: string): Confusion[] => [{ truth, answer, count: 1 }];

  it.each([
    ['itself', 'CWE-89', 4 / 4, 4 / 4],
    ['its parent', 'CWE-943', 3 / 3, 3 / 4],
    ['a special case of it', 'CWE-564', 4 / 5, 4 / 4],
    ['a sibling', 'CWE-90', 3 / 4, 3 / 4],
    ['a cousin', 'CWE-78', 2 / 4, 2 / 4],
    ['no weakness of the view', 'secure', 0, 0],
  ])('by hand, for %s', (_, answer, precision, recall) => {
    const table = answered('CWE-89', answer);
    expect(hierarchyFigures['hierarchical-precision'].of(table)).toBeCloseTo(precision, 12);
    expect(hierarchyFigures['hierarchical-recall'].of(table)).toBeCloseTo(recall, 12);
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    expect(hierarchyFigures['hierarchical-f1'].of(table)).toBeCloseTo(f1, 12);
  });

  it('counts how far off wrong answers are', () => {
    const table = ['CWE-89', 'CWE-943', 'CWE-707', 'CWE-564', 'CWE-90', 'CWE-78', 'secure'].flatMap((answer) =>
      answered('CWE-89', answer),
    );
    expect(nearMisses(table)).toEqual({ ancestor: 2, descendant: 1, sibling: 1, unrelated: 2 });
  });
});
