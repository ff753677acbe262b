import { constants } from 'node:fs';
import { access, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, sha256 } from '../core/canonical.ts';
import { type Completion, completionSchema } from '../core/completion.ts';
import { makeFolder } from '../core/make-folder.ts';
import type { CompletionRequest, Model } from '../core/model.ts';
import { withFileFaults } from './file-faults.ts';
import { parseJson } from './parse-json.ts';
import { writeAtomically } from './write-atomically.ts';

/** Completions by what was asked: `ab/<key>.json`. Shared by all runs and processes of a machine. */
export interface CompletionCache {
  /** Undefined when there is none, or none that can be read. */
  get(key: string): Promise<Completion | undefined>;
  put(key: string, completion: Completion): Promise<void>;
}

/** SHA-256 over all that decides an answer: model identity, decoding, prompt and sample index; nothing secret. */
export function completionKey(model: Pick<Model, 'identity' | 'decoding'>, request: CompletionRequest): string {
  const { identity, decoding } = model;
  return sha256(canonicalJson({ identity, decoding, prompt: request.prompt, sample: request.attempt.sample }));
}

export async function openCompletionCache(folder: string): Promise<CompletionCache> {
  await withFileFaults(`write to ${folder}`, async () => {
    await makeFolder(folder);
    await access(folder, constants.W_OK);
  });
  return {
    async get(key) {
      const content = await readFile(entryFile(folder, key), 'utf8').catch(() => '');
      const entry = completionSchema.safeParse(parseJson(content));
      return entry.success ? entry.data : undefined;
    },
    async put(key, completion) {
      const shelf = join(folder, key.slice(0, 2));
      await withFileFaults(`write to ${shelf}`, () => mkdir(shelf, { recursive: true }));
      const content = `${JSON.stringify(completion)}\n`;
      await writeAtomically({ path: entryFile(folder, key), content, temporaryFolder: shelf, durable: false });
    },
  };
}

function entryFile(folder: string, key: string): string {
  return join(folder, key.slice(0, 2), `${key}.json`);
}
