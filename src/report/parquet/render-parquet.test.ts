import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { attemptColumns, attemptRecords } from '../table/attempt-columns.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { renderParquet } from './render-parquet.ts';

describe('renderParquet', () => {
  it('is read back by another reader as it was, nulls and types included', async () => {
    const { document } = await sampleDocument();
    const items = attemptRecords(document);
    const bytes = renderParquet({ columns: attemptColumns, items, about: { run: document.manifest.id } });
    const file = bytes.slice().buffer;
    const rows = await parquetReadObjects({ file });
    expect(rows).toHaveLength(items.length);
    for (const [index, item] of items.entries()) {
      const expected = attemptColumns.map(({ name, value }) => [name, value(item) ?? null]);
      expect(Object.entries(rows[index] ?? {})).toEqual(expected);
    }
    const { key_value_metadata: about, schema } = parquetMetadata(file);
    expect(about).toContainEqual({ key: 'run', value: document.manifest.id });
    expect(schema.find(({ name }) => name === 'sample')?.type).toBe('DOUBLE');
  });

  it('holds a run without attempts, and text that is no Unicode', async () => {
    const [first] = attemptColumns;
    if (first === undefined) throw new Error('no column');
    const column = { ...first, value: (text: string) => text };
    const file = renderParquet({ columns: [column], items: ['half \ud83d of it'], about: {} }).slice().buffer;
    expect(await parquetReadObjects({ file })).toEqual([{ run: 'half \ufffd of it' }]);
    const empty = renderParquet({ columns: attemptColumns, items: [], about: {} }).slice().buffer;
    expect(await parquetReadObjects({ file: empty })).toEqual([]);
  });
});
