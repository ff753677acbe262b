import { expect, test } from 'vitest';
import { publishedTables, readPublished } from './published-tables.ts';

const codeSecEval = readPublished('codeseceval-2024');
const secuCoGen = readPublished('secucogen-2023');

test('every slip stands in its table as published', () => {
  for (const { table, model, column, published } of codeSecEval.slips) {
    const found = codeSecEval.tables.find(({ number }) => number === table);
    const place = found?.columns.findIndex(({ group, name }) => `${group} ${name}` === column) ?? -1;
    expect(found?.rows.find((row) => row.model === model)?.cells[place], `${table} ${model} ${column}`).toBe(published);
  }
  const marked = publishedTables(codeSecEval).flatMap(({ rows }) => rows.flatMap(({ published }) => published?.slips));
  expect(marked).toHaveLength(codeSecEval.slips.length);
});

test('every figure of CodeSecEval that falls as k grows, or disagrees with those of both halves, is a known slip', () => {
  const known = codeSecEval.slips.map(({ table, model, column }) => `${table} ${model} ${column}`);
  for (const { number, rows, columns } of codeSecEval.tables) {
    for (const { model, cells } of rows) {
      const isKnown = (group: string, name: string) => known.includes(`${number} ${model} ${group} ${name}`);
      const at = (group: string, name: string) =>
        cells[columns.findIndex((column) => column.group === group && column.name === name)] ?? Number.NaN;
      for (const [place, { group, name }] of columns.entries()) {
        const told = `${number} ${model} ${group} ${name}`;
        const before = columns[place - 1];
        if (before?.group === group && at(group, name) < at(group, before.name)) expect(known).toContain(told);
        if (group !== 'CodeSecEval') continue;
        const mean = (67 * at('SecEvalBase', name) + 113 * at('SecEvalPlus', name)) / 180;
        if (Math.abs(mean - at(group, name)) < 0.0101) continue;
        expect(
          ['SecEvalBase', 'SecEvalPlus'].some((half) => isKnown(half, name)),
          told,
        ).toBe(true);
      }
    }
  }
});

test("SecuCoGen's figures by type average to those over all, and CodeBLEU@k does not fall", () => {
  const byType = secuCoGen.tables.find(({ number }) => number === '6');
  const types = byType?.rows.filter(({ model }) => model !== 'Avg') ?? [];
  expect(types).toHaveLength(18);
  for (const [place, average] of (byType?.rows.at(-1)?.cells ?? []).entries()) {
    const mean = types.reduce((sum, { cells }) => sum + (cells[place] ?? Number.NaN), 0) / types.length;
    const column = `${byType?.columns[place]?.group} ${byType?.columns[place]?.name}`;
    if (secuCoGen.slips.some((slip) => slip.column === column)) continue;
    expect(Math.abs(mean - (average ?? Number.NaN)), column).toBeLessThan(0.006);
  }
  for (const { rows } of secuCoGen.tables.filter(({ strategy }) => strategy !== undefined)) {
    for (const { cells } of rows) {
      const likeness = cells.slice(0, 5).flatMap((cell) => cell ?? []);
      expect(likeness).toEqual([...likeness].sort((one, other) => one - other));
    }
  }
});
