import { expect, test } from 'vitest';
import { type Agreement, agreement, labels, type Pair } from './agreement.ts';

/** Kappa and its standard error by `cohens_kappa` of statsmodels 0.13.5 (Debian bookworm). */
const independent = [
  {
    table: [
      [40, 3, 1],
      [5, 20, 2],
      [0, 4, 9],
    ],
    kappa: 0.6993557623478883,
    error: 0.06868579738452461,
  },
  {
    table: [
      [20, 5, 0],
      [10, 15, 0],
      [0, 0, 0],
    ],
    kappa: 0.3999999999999999,
    error: 0.12699606293110033,
  },
  {
    table: [
      [30, 12, 0],
      [12, 30, 1],
      [0, 2, 5],
    ],
    kappa: 0.4788082249265632,
    error: 0.08700579960822812,
  },
  {
    table: [
      [50, 0, 0],
      [0, 7, 0],
      [0, 0, 3],
    ],
    kappa: 1,
    error: 0,
  },
];

test.each(independent)('kappa of $table is what statsmodels computes', ({ table, kappa, error }) => {
  const found = agreement(pairsOf(table));
  expect(found.kappa?.value).toBeCloseTo(kappa, 12);
  if (error > 0) expect(half(found)).toBeCloseTo(1.959964 * error, 8);
});

test('full agreement does not claim certainty: kappa is as sure as the share is', () => {
  const found = agreement(
    pairsOf([
      [50, 0, 0],
      [0, 7, 0],
      [0, 0, 3],
    ]),
  );
  expect(found.kappa?.interval[1]).toBe(1);
  // 60 of 60: at least 0.9404 agree (Clopper and Pearson), and 0.7106 would by chance.
  expect(found.kappa?.interval[0]).toBeCloseTo((0.025 ** (1 / 60) - 2558 / 3600) / (1 - 2558 / 3600), 8);
});

test('the share that agrees has its exact interval, and the table counts every pair', () => {
  const found = agreement(
    pairsOf([
      [9, 1, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]),
  );
  expect(found).toMatchObject({ candidates: 10, agreed: 9, share: { value: 0.9 } });
  // Clopper and Pearson for 9 of 10, as tabulated.
  expect(found.share?.interval[0]).toBeCloseTo(0.555, 3);
  expect(found.share?.interval[1]).toBeCloseTo(0.9975, 4);
  expect(found.table.secure.vulnerable).toBe(1);
});

test('one label that both always say tells nothing of chance: there is no kappa', () => {
  const found = agreement(
    pairsOf([
      [12, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]),
  );
  expect(found.share?.value).toBe(1);
  expect(found.kappa).toBeUndefined();
  expect(agreement([])).toMatchObject({ share: undefined, kappa: undefined });
});

function pairsOf(table: readonly (readonly number[])[]): Pair[] {
  return labels.flatMap((first, row) =>
    labels.flatMap((second, column) =>
      Array.from({ length: table[row]?.[column] ?? 0 }, (): Pair => ({ first, second })),
    ),
  );
}

function half({ kappa }: Agreement): number {
  return kappa === undefined ? Number.NaN : Math.max(kappa.interval[1] - kappa.value, kappa.value - kappa.interval[0]);
}
