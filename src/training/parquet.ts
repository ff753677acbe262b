import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { canary } from '../core/canary.ts';

/** Rows of one kind: every row has the same fields, which are texts, numbers, or lists of messages. */
export type Rows = readonly object[];

const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' } as const;

/** The same rows as a Parquet file, in the types that Hugging Face's `datasets` gives to the JSON Lines. */
export function parquetOf(rows: Rows): Uint8Array {
  const names = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => new Map<string, unknown>(Object.entries(row)));
  const columns = names.map((name) => ({ name, data: values.map((row) => row.get(name)) }));
  const schema: SchemaElement[] = [
    { name: 'schema', num_children: names.length },
    ...columns.flatMap(({ name, data }) => elements(name, data[0])),
  ];
  const kvMetadata = [{ key: 'canary', value: canary }];
  return new Uint8Array(parquetWriteBuffer({ columnData: columns, schema, kvMetadata }));
}

function elements(name: string, sample: unknown): SchemaElement[] {
  if (typeof sample === 'number') return [{ name, type: 'INT32', repetition_type: 'REQUIRED' }];
  if (!Array.isArray(sample)) return [{ name, ...text }];
  return [
    { name, repetition_type: 'REQUIRED', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'REQUIRED', num_children: 2 },
    { name: 'role', ...text },
    { name: 'content', ...text },
  ];
}
