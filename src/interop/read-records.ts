import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { z } from 'zod';
import { UserMistake } from '../core/errors.ts';
import type { Malformed } from './foreign-task.ts';

/** No data set of tasks is near this size; a bomb in a .gz is. */
const mostBytes = 512 * 1024 * 1024;

/** A record that is JSON, and where it stands. */
export interface RawRecord {
  /** `SecEvalBase.json` */
  readonly file: string;
  /** `record 3` of an array, `line 3` of JSON Lines; from 1. */
  readonly place: string;
  readonly value: unknown;
  /** The line of JSON Lines as it is written. */
  readonly text?: string;
}

export interface RawRecords {
  readonly records: readonly RawRecord[];
  readonly malformed: readonly Malformed[];
  readonly content: Buffer;
}

/** The records of a file: a JSON array or JSON Lines, told apart by how it begins; `.gz` too. */
export async function readRecords(path: string): Promise<RawRecords> {
  const file = basename(path);
  const content = await readMaybeZipped(path);
  const text = content.toString('utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new UserMistake(`${file} is empty`, { hint: 'name a file with records' });
  return { ...(text.trimStart().startsWith('[') ? readArray(text, file) : readLines(text, file)), content };
}

async function readMaybeZipped(path: string): Promise<Buffer> {
  let content: Buffer;
  try {
    content = await readFile(path);
  } catch (cause) {
    throw new UserMistake(`cannot read ${path}`, { cause, hint: 'name a file of records, or the folder they lie in' });
  }
  if (content[0] !== 0x1f || content[1] !== 0x8b) return content;
  try {
    return gunzipSync(content, { maxOutputLength: mostBytes });
  } catch (cause) {
    throw new UserMistake(`${basename(path)} cannot be unpacked: ${(cause as Error).message}`, { cause });
  }
}

function readArray(text: string, file: string): Omit<RawRecords, 'content'> {
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (cause) {
    throw new UserMistake(`${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
  const records = Array.isArray(values) ? values : [];
  return {
    records: records.map((value: unknown, index) => ({ file, place: `record ${index + 1}`, value })),
    malformed: [],
  };
}

function readLines(text: string, file: string): Omit<RawRecords, 'content'> {
  const records: RawRecord[] = [];
  const malformed: Malformed[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const place = `line ${index + 1}`;
    try {
      records.push({ file, place, value: JSON.parse(line), text: line });
    } catch (error) {
      malformed.push({ file, record: place, field: '-', problem: `not JSON: ${(error as Error).message}` });
    }
  });
  return { records, malformed };
}

/** Checks a record's shape; `name` finds how to call it. */
export function parseRecord<Schema extends z.ZodType>(
  { file, place, value }: RawRecord,
  schema: Schema,
  nameField: string,
): { readonly parsed: z.infer<Schema> } | { readonly malformed: Malformed } {
  const result = schema.safeParse(value);
  if (result.success) return { parsed: result.data };
  const [issue] = result.error.issues;
  const name = nameOf(value, nameField);
  const field = issue === undefined || issue.path.length === 0 ? '-' : issue.path.map(String).join('.');
  const missing = issue?.code === 'invalid_type' && valueAt(value, issue.path) === undefined;
  const problem = missing ? 'missing' : (issue?.message ?? 'not as expected');
  return { malformed: { file, record: name === undefined ? place : `${place} (${name})`, field, problem } };
}

function nameOf(value: unknown, field: string): string | undefined {
  const name = valueAt(value, [field]);
  return typeof name === 'string' || typeof name === 'number' ? String(name).slice(0, 80) : undefined;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at: unknown = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

export function tellMalformed({ file, record, field, problem }: Malformed): string {
  return `${file}, ${record}, ${field}: ${problem}`;
}
