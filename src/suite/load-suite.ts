/** Suites on disk: loading, checking their shape, choosing tasks. It runs nothing and writes nothing. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { UserMistake } from '../core/errors.ts';
import { environmentDefinitionSchema, type Suite, type Task } from '../core/task.ts';
import { loadTask } from './load-task.ts';
import { readYaml } from './read-yaml.ts';
import { openSuiteFiles, type SuiteFiles } from './suite-files.ts';

/** `suite.yaml` */
const suiteDefinitionSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  version: z.string().min(1),
  /** Seed of the payload generators: part of the version, so that scores compare. */
  seed: z.number().int(),
  about: z.string().min(1),
});

/** Loads a suite from its folder. Throws `UserMistake` for the first thing in it that is not as the guide says. */
export async function loadSuite(folder: string): Promise<Suite> {
  const files = openSuiteFiles(resolve(folder));
  const definition = readYaml(await needed(files, 'suite.yaml'), suiteDefinitionSchema, 'suite.yaml');
  const environment = readYaml(
    await needed(files, 'environment.yaml'),
    environmentDefinitionSchema,
    'environment.yaml',
  );
  const tasks: Task[] = [];
  for (const id of await taskFolders(files)) tasks.push(await loadTask(files, id));
  return {
    name: definition.name,
    version: definition.version,
    folder: files.folder,
    seed: definition.seed,
    fingerprint: files.fingerprint(),
    environment,
    tasks,
  };
}

async function needed(files: SuiteFiles, path: string): Promise<string> {
  const text = await files.read(path);
  if (text !== undefined) return text;
  throw new UserMistake(`${files.folder} is not a suite: it has no ${path}`, {
    hint: 'a suite is a folder such as suites/core',
  });
}

async function taskFolders(files: SuiteFiles): Promise<string[]> {
  const ids: string[] = [];
  for (const weakness of await files.list('.')) {
    if (!/^CWE-\d+$/.test(weakness)) continue;
    // A dot hides what is not a task; plain files (a README) are none.
    for (const name of await files.list(weakness)) {
      if (!name.startsWith('.') && !name.includes('.')) ids.push(`${weakness}/${name}`);
    }
  }
  return ids;
}
