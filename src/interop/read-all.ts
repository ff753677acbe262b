import { basename } from 'node:path';
import type { z } from 'zod';
import type { Malformed } from './foreign-task.ts';
import { listRecordFiles } from './read-folder.ts';
import { parseRecord, readRecords } from './read-records.ts';

export interface AllRecords<Value> {
  /** `text`: the line as it is written; absent in a JSON array. */
  readonly parsed: readonly {
    readonly value: Value;
    readonly file: string;
    readonly number: number;
    readonly text?: string;
  }[];
  readonly malformed: readonly Malformed[];
  readonly content: Buffer;
}

/** The records of a file, or of every file of a folder; `number` counts from 0 over all of them. */
export async function readAll<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  nameField: string,
): Promise<AllRecords<z.infer<Schema>>> {
  const parsed: { value: z.infer<Schema>; file: string; number: number; text?: string }[] = [];
  const malformed: Malformed[] = [];
  const contents: Buffer[] = [];
  let number = 0;
  for (const file of await listRecordFiles(path, () => true)) {
    const raw = await readRecords(file);
    contents.push(raw.content);
    malformed.push(...raw.malformed);
    for (const record of raw.records) {
      const { text } = record;
      const read = parseRecord(record, schema, nameField);
      if ('malformed' in read) malformed.push(read.malformed);
      else parsed.push({ value: read.parsed, file: basename(file), number, ...(text !== undefined && { text }) });
      number += 1;
    }
  }
  return { parsed, malformed, content: Buffer.concat(contents) };
}
