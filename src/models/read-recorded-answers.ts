import { open } from 'node:fs/promises';
import { UserMistake } from '../core/errors.ts';
import {
  longestLine,
  type RecordedAnswer,
  type RecordedKey,
  recordedAnswerSchema,
  recordedGroup,
  recordedId,
  recordedName,
} from './recorded-answer.ts';

export interface RecordedEntry {
  readonly key: RecordedKey;
  readonly answer: RecordedAnswer;
  /** Line in the file, from 1. */
  readonly line: number;
}

/** Recorded answers by `recordedId`, in the order of the file. */
export type RecordedAnswers = ReadonlyMap<string, RecordedEntry>;

/**
 * Reads a file of recorded answers (JSON Lines; blank lines are skipped). Throws UserMistake with file, line number and
 * what is wrong: no JSON, a missing or unknown field, a key that stands twice, a line above 8 MiB, no answer at all.
 */
export async function readRecordedAnswers(file: string): Promise<RecordedAnswers> {
  const entries = new Map<string, RecordedEntry>();
  const groupSizes = new Map<string, number>();
  let line = 0;
  for await (const bytes of linesOf(file)) {
    line++;
    const text = decode(bytes, file, line);
    if (text.trim() === '') continue;
    const answer = parseAnswer(text, file, line);
    const group = JSON.stringify(recordedGroup(answer));
    const earlier = groupSizes.get(group) ?? 0;
    groupSizes.set(group, earlier + 1);
    const { task, mode, strategy, shown, sample = earlier, turn = 0 } = answer;
    const key: RecordedKey = {
      ...{ task, mode, strategy, sample },
      ...(shown !== undefined && { shown }),
      ...(turn > 0 && { turn }),
    };
    const id = recordedId(key);
    const first = entries.get(id);
    if (first !== undefined) {
      throw new UserMistake(`${file}: lines ${first.line} and ${line} both answer ${recordedName(key)}.`, {
        hint: 'Delete one of them, or give them different "sample" numbers.',
      });
    }
    entries.set(id, { key, answer, line });
  }
  if (entries.size === 0) throw new UserMistake(`${file} holds no recorded answers.`, { hint: lineHint });
  return entries;
}

const lineHint =
  'A line is a JSON object: {"task": "CWE-089/order-search", "mode": "generate", "strategy": "direct", "completion": "…"}';

function parseAnswer(text: string, file: string, line: number): RecordedAnswer {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw lineMistake(file, line, `is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  const { data, error } = recordedAnswerSchema.safeParse(value);
  if (data !== undefined) return data;
  const [issue] = error.issues;
  const field = issue?.path.length ? `"${issue.path.join('.')}": ` : '';
  throw lineMistake(file, line, `is not a recorded answer: ${field}${issue?.message}`);
}

function decode(bytes: Uint8Array, file: string, line: number): string {
  try {
    // drops a byte order mark
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw lineMistake(file, line, 'is not UTF-8 text');
  }
}

function lineMistake(file: string, line: number, what: string): UserMistake {
  return new UserMistake(`${file}: line ${line} ${what}`, { hint: lineHint });
}

const newline = 0x0a;

/** The lines of a file as bytes, without their line feeds. Splitting bytes keeps a character that spans chunks whole. */
async function* linesOf(file: string): AsyncGenerator<Uint8Array> {
  let pending: Buffer[] = [];
  let pendingLength = 0;
  let line = 1;
  for await (const chunk of chunksOf(file)) {
    let start = 0;
    for (let end = chunk.indexOf(newline); ; end = chunk.indexOf(newline, start)) {
      const piece = chunk.subarray(start, end === -1 ? undefined : end);
      pending.push(piece);
      pendingLength += piece.length;
      if (pendingLength > longestLine) throw lineMistake(file, line, `is longer than ${longestLine} bytes`);
      if (end === -1) break;
      yield Buffer.concat(pending);
      pending = [];
      pendingLength = 0;
      line++;
      start = end + 1;
    }
  }
  if (pendingLength > 0) yield Buffer.concat(pending);
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  try {
    const handle = await open(file, 'r');
    // the stream closes the handle, also when its reader stops early
    for await (const chunk of handle.createReadStream()) yield Buffer.from(chunk);
  } catch (error) {
    if (error instanceof UserMistake) throw error;
    throw new UserMistake(`The file of recorded answers ${file} cannot be read.`, {
      hint: error instanceof Error ? error.message : String(error),
      cause: error,
    });
  }
}
