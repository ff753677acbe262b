// What static analysers said of a run's candidates: a file beside the event log, keyed by the code's hash.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type AnalysisRecord, analysisRecordSchema } from '../core/analyser.ts';
import { UserMistake } from '../core/errors.ts';
import { withFileFaults } from './file-faults.ts';
import { LineAppender } from './line-appender.ts';
import { parseJson } from './parse-json.ts';
import { readLines } from './read-lines.ts';
import { lockRun } from './run-lock.ts';
import { sizeWithoutTornEnd } from './torn-end.ts';

export interface AnalysesWriter {
  /** Resolves once the record survives the death of this process. */
  append(record: AnalysisRecord): Promise<void>;
  /** Frees the run for other writers. */
  close(): Promise<void>;
}

export function analysesFile(runFolder: string): string {
  return join(runFolder, 'analyses.jsonl');
}

/** Streams the records of a run; none when it was never analysed. A torn last line is dropped. Throws `UserMistake`. */
export async function* readAnalyses(runFolder: string): AsyncGenerator<AnalysisRecord> {
  const path = analysesFile(runFolder);
  for await (const { number, text, ended } of readLines(path)) {
    const record = analysisRecordSchema.safeParse(parseJson(text));
    if (record.success) yield record.data;
    else if (ended) {
      throw new UserMistake(`${path}:${number} is damaged: ${record.error.issues[0]?.message ?? 'not valid'}`, {
        hint: 'delete the file, and run seceval analyse again',
      });
    }
  }
}

/** Opens the file for appending, as the one writer of the run. */
export async function openAnalyses(runFolder: string): Promise<AnalysesWriter> {
  const path = analysesFile(runFolder);
  const lock = await lockRun(runFolder);
  try {
    const lines = await withFileFaults(`write ${path}`, async () => {
      const file = await open(path, 'a+');
      try {
        const size = await sizeWithoutTornEnd(file);
        await file.truncate(size);
        return new LineAppender(file, path, size);
      } catch (error) {
        await file.close();
        throw error;
      }
    });
    return {
      append: (record) => lines.append(JSON.stringify(record)),
      async close() {
        try {
          await lines.close();
        } finally {
          await lock.release();
        }
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
