import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { UserMistake } from '../core/errors.ts';
import { modes } from '../core/mode.ts';
import { readLines } from '../store/read-lines.ts';

/** What a person (or whoever else read the code without knowing the verdict) says of one attempt: a line of a file of readings. */
const readingSchema = z.strictObject({
  task: z.string(),
  mode: z.enum(modes),
  strategy: z.string(),
  shown: z.string().optional(),
  sample: z.number().int().nonnegative().default(0),
  reader: z.string().min(1),
  says: z.enum(['secure', 'vulnerable', 'broken', 'unsure']),
  note: z.string().optional(),
});
export type Reading = z.infer<typeof readingSchema>;

/** Reads a file of readings (JSON Lines). Throws UserMistake with file, line, field and what is wrong. */
export async function readReadings(file: string): Promise<Reading[]> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || found.isDirectory()) {
    throw new UserMistake(`cannot read ${file}`, { hint: 'name a file of JSON Lines' });
  }
  const readings: Reading[] = [];
  const seen = new Map<string, number>();
  for await (const { number, text } of readLines(file)) {
    if (text.trim() === '') continue;
    const reading = parse(text, `${file}:${number}`);
    if (reading.reader === 'verdict') {
      throw new UserMistake(`${file}:${number}: reader: 'verdict' is what the judge is called`, {
        hint: 'name the reader',
      });
    }
    const id = JSON.stringify([reading.reader, ...readingOf(reading)]);
    const earlier = seen.get(id);
    if (earlier !== undefined) {
      throw new UserMistake(`${file}: lines ${earlier} and ${number} are of the same reader and attempt`, {
        hint: 'delete one of them',
      });
    }
    seen.set(id, number);
    readings.push(reading);
  }
  if (readings.length === 0) throw new UserMistake(`${file} holds no readings`, { hint });
  return readings;
}

/** What a reading and an attempt have in common. */
export function readingOf({ task, mode, strategy, shown, sample }: Omit<Reading, 'reader' | 'says' | 'note'>) {
  return [task, mode, strategy, shown ?? '', sample] as const;
}

const hint =
  'a line is {"task": "CWE-089/order-search", "mode": "generate", "strategy": "direct", "sample": 0, "reader": "A", "says": "secure"}';

function parse(text: string, place: string): Reading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UserMistake(`${place} is not JSON`, { cause, hint });
  }
  const reading = readingSchema.safeParse(value);
  if (reading.success) return reading.data;
  const [issue] = reading.error.issues;
  throw new UserMistake(`${place}: ${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'not valid'}`, { hint });
}
