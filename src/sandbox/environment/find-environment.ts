import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuiltEnvironment, builtEnvironmentSchema } from '../../core/environment.ts';
import { EnvironmentFault } from '../../core/errors.ts';
import type { EnvironmentDefinition } from '../../core/task.ts';
import { imageKey } from './image-recipe.ts';

/** Where the image of a definition lies or will lie: the root file system, and its record beside it. */
export function imageFolder(definition: EnvironmentDefinition, store: string): string {
  return join(store, 'environments', imageKey(definition));
}

export const recordFile = 'environment.json';
export const rootFolder = 'root';

/** The image built earlier from this definition, or undefined. */
export async function findEnvironment(
  definition: EnvironmentDefinition,
  store: string,
): Promise<BuiltEnvironment | undefined> {
  const folder = imageFolder(definition, store);
  const file = join(folder, recordFile);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = builtEnvironmentSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new EnvironmentFault(`${file} is damaged`, {
      hint: `rm -r ${folder}, then build it again: seceval env build`,
    });
  }
  // The store may have been moved or mounted elsewhere since the build.
  return { ...parsed.data, root: join(folder, rootFolder) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
