import { expect, test } from 'vitest';
import { analyserMetrics, type Witnessed, witnessTable } from './analyser-metrics.ts';

const witnessed = (vulnerable: boolean, flagged: boolean, index = 0): Witnessed => ({
  task: `task-${index}`,
  family: `family-${index}`,
  cwe: 'CWE-89',
  severity: 'high',
  vulnerable,
  flagged,
});

test('precision, recall and F1 by hand', () => {
  const all = [
    ...Array.from({ length: 6 }, (_, index) => witnessed(true, true, index)),
    ...Array.from({ length: 4 }, (_, index) => witnessed(true, false, index)),
    ...Array.from({ length: 2 }, (_, index) => witnessed(false, true, index)),
    ...Array.from({ length: 8 }, (_, index) => witnessed(false, false, index)),
  ];
  expect(witnessTable(all)).toEqual({ truePositives: 6, falsePositives: 2, falseNegatives: 4, trueNegatives: 8 });
  const { precision, recall, f1, specificity } = analyserMetrics(all, true);
  expect(precision).toMatchObject({ value: 0.75, numerator: 6, denominator: 8 });
  expect(recall).toMatchObject({ value: 0.6, numerator: 6, denominator: 10, families: 8 });
  expect(specificity?.value).toBeCloseTo(0.8, 12);
  expect(f1?.value).toBeCloseTo(2 / 3, 12);
});

test('0/0 is no value, with the reason', () => {
  const metrics = analyserMetrics([witnessed(false, false)], true);
  expect(metrics['precision']).toMatchObject({ reason: 'no code was called vulnerable' });
  expect(metrics['recall']?.value).toBeUndefined();
});

test('with many families there is an interval, and where it is only descriptive there is none', () => {
  const all = Array.from({ length: 60 }, (_, index) => witnessed(true, index % 3 === 0, index));
  const recall = analyserMetrics(all, true)['recall'];
  expect(recall?.interval?.lower).toBeLessThan(1 / 3);
  expect(recall?.interval?.upper).toBeGreaterThan(1 / 3);
  expect(analyserMetrics(all, false)['recall']?.interval).toBeNull();
});
