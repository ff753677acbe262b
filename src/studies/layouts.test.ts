import { expect, test } from 'vitest';
import { besidePublished } from './beside-published.ts';
import { codeSecEvalLayout } from './codeseceval-layout.ts';
import { readPublished } from './published-tables.ts';
import { renderStudyTables } from './render-study-tables.ts';
import { secuCoGenLayout } from './secucogen-layout.ts';
import type { StudySample } from './study-table.ts';

const base: StudySample = {
  task: 'CWE-089/a',
  cwe: 'CWE-89',
  subset: 'SecEvalBase',
  mode: 'generate',
  strategy: 'direct',
  model: 'm',
  sample: 0,
  shown: undefined,
  passed: true,
};
const samples = (count: number, passed: (sample: number) => boolean, change: Partial<StudySample> = {}) =>
  Array.from({ length: count }, (_, sample): StudySample => ({ ...base, ...change, sample, passed: passed(sample) }));

test('Pass@k is the unbiased estimate over problems, by subset, to two digits', () => {
  const all = [
    ...samples(10, (sample) => sample < 3),
    ...samples(10, () => false, { task: 'CWE-020/b', cwe: 'CWE-20', subset: 'SecEvalPlus' }),
  ];
  const [table] = codeSecEvalLayout(all, 'CodeSecEval');
  // 3 of 10 right: 1 - C(7,3) / C(10,3) = 1 - 35 / 120; the other problem never.
  expect(table?.rows[0]?.cells.map((cell) => cell?.toFixed(2))).toEqual([
    ...['15.00', '35.42', '45.83', '49.58', '50.00'],
    ...['30.00', '70.83', '91.67', '99.17', '100.00'],
    ...['0.00', '0.00', '0.00', '0.00', '0.00'],
  ]);
  const [few] = codeSecEvalLayout(
    samples(3, () => true, { subset: undefined }),
    'core',
  );
  expect(few?.rows[0]?.cells).toEqual([100, 100, null, null, null]);
});

test('CodeBLEU@k and SEC@k are the best of the first k samples, averaged', () => {
  const likeness = [0.2, 0.1, 0.4];
  const all = [
    ...samples(3, (sample) => sample === 1).map((one) => ({ ...one, codeBleu: likeness[one.sample] ?? 0 })),
    ...samples(3, () => false, { task: 'CWE-862/b', cwe: 'CWE-862' }).map((one) => ({ ...one, codeBleu: 0.3 })),
  ];
  const [table, byType] = secuCoGenLayout(all);
  expect(table?.rows[0]?.cells.map((cell) => cell?.toFixed(4))).toEqual([
    ...['25.0000', '25.0000', '35.0000', undefined, undefined],
    ...['0.0000', '0.5000'],
  ]);
  expect(byType?.rows.map(({ name }) => name)).toEqual(['CWE-89', 'Aur', 'Avg']);
  expect(byType?.rows.map(({ cells }) => cells[1])).toEqual([1, 0, 0.5]);
});

test('type prediction leaves out the merged type and answers outside the list, and says so', () => {
  const ask = (strategy: string, cwe: string, answer: string | undefined, passed: boolean): StudySample => ({
    ...base,
    ...{ mode: 'classify', strategy, cwe, answer, passed, task: `${strategy}-${cwe}-${answer}`, shown: 'insecure' },
  });
  const [table] = secuCoGenLayout([
    ask('detect', 'CWE-89', 'vulnerable', true),
    ask('detect', 'CWE-306', 'secure', false),
    ask('identify', 'CWE-89', 'CWE-89', true),
    ask('identify', 'CWE-78', 'CWE-77', false),
    ask('identify', 'CWE-77', 'CWE-77', true),
    ask('identify', 'CWE-22', 'CWE-73', false),
    ask('identify', 'CWE-306', 'CWE-306', true),
  ]);
  const row = (name: string) => table?.rows.find((one) => one.name === name)?.cells;
  expect(row('CWE-89')).toEqual([1, 1, 1, 1, 1]);
  expect(row('CWE-77')).toEqual([null, 0.5, 1, 2 / 3, 1]);
  expect(row('CWE-78')).toEqual([null, 0, 0, 0, 1]);
  expect(row('Aur')).toEqual([0, null, null, null, null]);
  expect(row('accuracy')).toEqual([0.5, null, null, 2 / 3, 3]);
  expect(row('macro avg')).toEqual([null, 0.5, 2 / 3, (1 + 2 / 3) / 3, 3]);
  expect(table?.notes.join()).toContain('1 of 4 answers');
});

test('published rows stand below those of a run, only in whole columns, slips marked', () => {
  const tables = codeSecEvalLayout(
    samples(10, () => true, { mode: 'repair', shown: 'insecure' }),
    'CodeSecEval',
  );
  const text = renderStudyTables(
    besidePublished(tables, readPublished('codeseceval-2024'), (group) => group === 'SecEvalBase'),
  );
  expect(text).toContain('Table 4a: Direct code repair');
  expect(text).not.toContain('20.72');
  expect(text).toMatch(/^m +100\.00 +100\.00/m);
  expect(text).toMatch(/^CodeGen ° +2\.39 +3\.38 +3\.37\* +4\.03 +4\.48$/m);
  expect(text).toMatch(/^\* CodeGen, SecEvalBase Pass@5, 3\.37: /m);
});
