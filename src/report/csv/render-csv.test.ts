import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptColumns, attemptRecords } from '../table/attempt-columns.ts';
import type { Column } from '../table/column.ts';
import { rateColumns, rateRecords } from '../table/rate-columns.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { renderCsv } from './render-csv.ts';

const columns: readonly Column<string>[] = [
  { name: 'text', type: 'text', about: '', value: (text) => text },
  { name: 'length', type: 'number', about: '', value: (text) => text.length - 3 },
];

/** Reads RFC 4180 as a program does. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('renderCsv', () => {
  it('is read back as it was, but for what is not seen and what would be a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
        const [heading, ...rows] = readCsv(renderCsv(columns, texts));
        expect(heading).toEqual(['text', 'length']);
        expect(rows).toHaveLength(texts.length);
        for (const [index, text] of texts.entries()) {
          if (/^[\w ,"]*$/.test(text)) expect(rows[index]?.[0]).toBe(text);
          expect(rows[index]?.[0]).not.toMatch(/^\s*[=+\-@]/);
          expect(rows[index]?.[1]).toBe(String(text.length - 3));
        }
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '  =1', '\t=1', '\uff1d1', '|calc', '=HYPERLINK("http://x";"a, b")'])(
    'never begins a formula: %j',
    (text) => {
      const [, [cell = ''] = []] = readCsv(renderCsv(columns, [text]));
      expect(cell.startsWith("'")).toBe(true);
    },
  );

  it('leaves numbers as numbers', () => {
    expect(renderCsv(columns, [''])).toBe('text,length\r\n,-3\r\n');
  });

  it('has a line for each attempt, and one for each figure', async () => {
    const { document } = await sampleDocument();
    const attempts = readCsv(renderCsv(attemptColumns, attemptRecords(document)));
    expect(attempts).toHaveLength(document.attempts.length + 1);
    expect(new Set(attempts.map(({ length }) => length))).toEqual(new Set([attemptColumns.length]));
    const rates = readCsv(renderCsv(rateColumns, rateRecords(document)));
    expect(rates.filter(([, scope]) => scope === 'headline')).toHaveLength(
      document.overall.reduce((sum, { metrics }) => sum + Object.keys(metrics).length, 0),
    );
    const gains = rates.filter(([, scope]) => scope === 'gain');
    expect(gains.map((line) => line[4])).toEqual(document.gains.map(({ strategy }) => strategy));
    expect(gains.map((line) => Number(line[6]))).toEqual(document.gains.map(({ difference }) => difference));
  });
});
