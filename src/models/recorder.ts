import { type FileHandle, open } from 'node:fs/promises';
import type { Completion } from '../core/completion.ts';
import { EnvironmentFault, ModelRequestError, UserMistake } from '../core/errors.ts';
import type { CompletionRequest } from '../core/model.ts';
import { type RecordedEntry, readRecordedAnswers } from './read-recorded-answers.ts';
import { longestLine, promptHash, type RecordedAnswer, recordedId, recordedName } from './recorded-answer.ts';

/** An open file to which answers are appended, one write per line, in the form that `replay:FILE` reads. */
export interface Recorder {
  readonly file: string;
  /**
   * Appends an answer. The same answer to the same attempt again adds nothing; another answer is a UserMistake, since a
   * file holds the answers of one model. A full disk is an EnvironmentFault.
   */
  record(request: CompletionRequest, completion: Completion, model: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens `file` for appending; what it already holds is kept. Throws UserMistake when it holds something else. */
export async function openRecorder(file: string, now: () => Date = () => new Date()): Promise<Recorder> {
  const handle = await openForAppend(file);
  const held = new Map<string, RecordedEntry>();
  try {
    if ((await endWithWholeLine(handle)) > 0) {
      for (const [id, entry] of await readRecordedAnswers(file)) held.set(id, entry);
    }
  } catch (error) {
    await handle.close();
    throw error;
  }
  let line = held.size;

  const record: Recorder['record'] = async ({ attempt, prompt, turn = 0 }, completion, model) => {
    const { model: _asked, ...named } = attempt;
    const key = { ...named, ...(turn > 0 && { turn }) };
    const answer: RecordedAnswer = {
      ...key,
      completion: completion.text,
      finish: completion.finish,
      prompt_sha256: promptHash(prompt),
      model: completion.servedBy ?? model,
      recorded_at: now().toISOString(),
    };
    const first = held.get(recordedId(key));
    if (first !== undefined) {
      if (sameAnswer(first.answer, answer)) return;
      throw new UserMistake(`${file}: line ${first.line} already holds another answer for ${recordedName(key)}.`, {
        hint: 'Record into a new file: one file holds the answers of one model.',
      });
    }
    const text = `${JSON.stringify(answer)}\n`;
    if (Buffer.byteLength(text) > longestLine) {
      throw new ModelRequestError(`${model}: the answer is too long to be recorded (above ${longestLine} bytes)`, {
        failure: 'malformed-response',
        retryable: false,
      });
    }
    line++;
    held.set(recordedId(key), { key, answer, line });
    await handle.appendFile(text).catch((error: unknown) => {
      throw new EnvironmentFault(`${file} cannot be written.`, {
        hint: 'Check the space on the disk.',
        cause: error,
      });
    });
  };

  return { file, record, close: () => handle.close() };
}

function sameAnswer(a: RecordedAnswer, b: RecordedAnswer): boolean {
  return a.completion === b.completion && a.finish === b.finish && a.prompt_sha256 === b.prompt_sha256;
}

async function openForAppend(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'a+');
  } catch (error) {
    throw new UserMistake(`The answers cannot be recorded in ${file}.`, {
      hint: error instanceof Error ? error.message : String(error),
      cause: error,
    });
  }
}

/** A run that was killed while writing leaves half a line: it is cut off. Returns the size of the file in bytes. */
async function endWithWholeLine(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat();
  const from = Math.max(0, size - longestLine);
  const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(size - from), position: from });
  const tail = buffer.subarray(0, bytesRead);
  const lastLine = tail.subarray(tail.lastIndexOf(0x0a) + 1);
  if (lastLine.length === 0) return size;
  if (isJson(lastLine)) {
    await handle.appendFile('\n');
    return size + 1;
  }
  await handle.truncate(size - lastLine.length);
  return size - lastLine.length;
}

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}
