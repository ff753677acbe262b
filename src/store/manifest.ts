import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserMistake } from '../core/errors.ts';
import { type Manifest, manifestSchema, runFormat } from '../core/run.ts';
import { errorCode, withFileFaults } from './file-faults.ts';
import { parseJson } from './parse-json.ts';
import { writeAtomically } from './write-atomically.ts';

const formatSchema = z.object({ format: z.number() });

export function manifestFile(runFolder: string): string {
  return join(runFolder, 'manifest.json');
}

/** Written once, when the run begins, and never changed. Fields are put into the order of the schema. */
export async function writeManifest(runFolder: string, manifest: Manifest): Promise<void> {
  const content = `${JSON.stringify(manifestSchema.parse(manifest), undefined, 2)}\n`;
  await writeAtomically({ path: manifestFile(runFolder), content, temporaryFolder: runFolder, durable: true });
}

export async function readManifest(runFolder: string): Promise<Manifest> {
  const path = manifestFile(runFolder);
  const value = parseJson(await readText(path, runFolder));
  const manifest = manifestSchema.safeParse(value);
  if (manifest.success) return manifest.data;
  const head = formatSchema.safeParse(value);
  if (head.success && head.data.format > runFormat) {
    throw new UserMistake(`${path} has format ${head.data.format}; this version of seceval reads format ${runFormat}`, {
      hint: 'read it with the version of seceval that wrote it, or a newer one',
    });
  }
  const issue = manifest.error.issues[0];
  const what = value === undefined ? 'it is not JSON' : `${issue?.path.join('.')}: ${issue?.message}`;
  throw new UserMistake(`${path} is damaged: ${what}`, { hint: 'restore the file from a copy' });
}

async function readText(path: string, runFolder: string): Promise<string> {
  return withFileFaults(`read ${path}`, async () => {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
      throw new UserMistake(`${runFolder} is not a run: it has no manifest.json`, { cause: error });
    }
  });
}
