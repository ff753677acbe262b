import { readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { SecevalError, UserMistake } from '../core/errors.ts';
import { makeFolder } from '../core/make-folder.ts';
import type { ExportFiles, ExportSource } from './export/exported-task.ts';
import { huggingFaceFiles } from './export/hugging-face.ts';
import { humanEvalFiles } from './export/human-eval.ts';
import { inspectFiles } from './export/inspect.ts';
import { promptfooFiles } from './export/promptfoo.ts';

export const exportFormats = ['huggingface', 'humaneval', 'promptfoo', 'inspect'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const writers: Readonly<Record<ExportFormat, (source: ExportSource) => ExportFiles>> = {
  huggingface: huggingFaceFiles,
  humaneval: humanEvalFiles,
  promptfoo: promptfooFiles,
  inspect: inspectFiles,
};

export interface ExportReport {
  readonly format: ExportFormat;
  readonly folder: string;
  readonly tasks: number;
  readonly files: readonly string[];
}

/** Writes the tasks in the layout of another tool, into a new or empty folder. */
export async function exportSuite(format: ExportFormat, to: string, source: ExportSource): Promise<ExportReport> {
  const folder = resolve(to);
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UserMistake(`cannot write ${to}: ${error.message}`, { cause: error });
  });
  if (names.length > 0) throw new UserMistake(`${to} is not empty`, { hint: 'name a new folder with --to' });
  const files = writers[format](source);
  try {
    for (const [path, content] of files) {
      await makeFolder(dirname(join(folder, path)));
      await writeFile(join(folder, path), content);
    }
  } catch (cause) {
    if (SecevalError.isInstance(cause)) throw cause;
    throw new UserMistake(`cannot write ${to}: ${(cause as Error).message}`, { cause });
  }
  return { format, folder, tasks: source.tasks.length, files: [...files.keys()] };
}
