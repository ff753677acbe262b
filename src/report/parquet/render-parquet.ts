import { ByteWriter, parquetWrite } from 'hyparquet-writer';
import type { Column } from '../table/column.ts';

const types = { text: 'STRING', number: 'DOUBLE', boolean: 'BOOLEAN' } as const;

export interface ParquetTable<Item> {
  readonly columns: readonly Column<Item>[];
  readonly items: readonly Item[];
  /** Kept in the file's own metadata. */
  readonly about: Readonly<Record<string, string>>;
}

/** One Parquet file, Snappy-compressed; every column may hold nulls, numbers are doubles. Text is as it was. */
export function renderParquet<Item>({ columns, items, about }: ParquetTable<Item>): Uint8Array {
  const writer = new ByteWriter();
  parquetWrite({
    writer,
    columnData: columns.map(({ name, type, value }) => ({
      name,
      type: types[type],
      data: items.map((item) => wellFormed(value(item)) ?? null),
    })),
    kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })),
    createdBy: 'seceval',
  });
  return new Uint8Array(writer.getBuffer());
}

/** A lone half of a character has no UTF-8. */
function wellFormed<Value>(value: Value): Value | string {
  return typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : value;
}
