import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { cweFolder } from '../core/cwe.ts';
import { SecevalError, UserMistake } from '../core/errors.ts';
import { makeFolder } from '../core/make-folder.ts';
import type { EnvironmentDefinition } from '../core/task.ts';
import { findFamilies } from './families.ts';
import type { ForeignTask } from './foreign-task.ts';

/** What tells a folder that an import has made from any other: only such a one is ever replaced. */
const mark = '# Written by seceval suite import.';

export interface ImportedSuite {
  readonly name: string;
  readonly version: string;
  readonly about: string;
  readonly format: string;
  readonly environment: EnvironmentDefinition;
  readonly tasks: readonly ForeignTask[];
}

/** Writes an ordinary suite folder, all or nothing. The same records give the same bytes. */
export async function writeSuite(folder: string, suite: ImportedSuite, replace: boolean): Promise<void> {
  const target = resolve(folder);
  await assertFree(target, replace);
  try {
    await makeFolder(dirname(target));
    const scratch = await mkdtemp(`${target}.part-`);
    try {
      for (const [path, content] of suiteFiles(suite)) {
        await makeFolder(dirname(join(scratch, path)));
        await writeFile(join(scratch, path), content);
      }
      await rm(target, { recursive: true, force: true });
      await rename(scratch, target);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  } catch (cause) {
    if (SecevalError.isInstance(cause)) throw cause;
    throw new UserMistake(`cannot write ${folder}: ${(cause as Error).message}`, {
      cause,
      hint: 'name a folder that you may write to',
    });
  }
}

async function assertFree(target: string, replace: boolean): Promise<void> {
  const names = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UserMistake(`cannot write ${target}: ${error.message}`, { cause: error });
  });
  if (names.length === 0) return;
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(join(target, 'suite.yaml'), 'utf8').catch(() => '');
  if (!text.startsWith(mark)) {
    throw new UserMistake(`${target} is not empty, and no imported suite`, { hint: 'name a new folder with --to' });
  }
  if (!replace) {
    throw new UserMistake(`${target} holds an imported suite already`, { hint: 'write over it with --replace' });
  }
}

/** Every file of the suite by its path. */
export function suiteFiles(suite: ImportedSuite): Map<string, string | Buffer> {
  const { name, version, about, format, environment, tasks } = suite;
  const files = new Map<string, string | Buffer>();
  files.set('suite.yaml', `${mark}\n${stringify({ name, version, seed: 1, about })}`);
  files.set('environment.yaml', stringify(environment));
  const families = findFamilies(tasks);
  for (const [task, id] of taskIds(tasks)) {
    const own = taskFiles(task, { id, format, family: families.get(task) ?? id });
    for (const [path, content] of own) files.set(`${id}/${path}`, content);
  }
  return files;
}

/** Names of one weakness that are the same get a number, in the order of the records. */
function taskIds(tasks: readonly ForeignTask[]): Map<ForeignTask, string> {
  const taken = new Set<string>();
  return new Map(
    tasks.map((task) => {
      const base = `${cweFolder(task.cwe)}/${task.name}`;
      let id = base;
      for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
      taken.add(id);
      return [task, id];
    }),
  );
}

interface Place {
  readonly id: string;
  readonly format: string;
  readonly family: string;
}

function taskFiles(task: ForeignTask, { id, format, family }: Place): Map<string, string | Buffer> {
  const { tests } = task;
  const inProcess = tests.oracle === 'in-process' ? tests : undefined;
  const definition = {
    id,
    title: task.title,
    cwe: task.cwe,
    labels: [task.cwe, ...task.labels],
    severity: 'medium',
    fit: 'strong',
    family,
    tags: [format],
    'entry-points': [...task.entryPoints],
    languages: ['python'],
    oracle: tests.oracle,
    ...(inProcess && {
      // The authors' seconds are seconds of processor time here, so that a busy machine changes no verdict.
      limits: { 'cpu-seconds': inProcess.cpuSeconds, 'wall-seconds': 2 * inProcess.cpuSeconds + 5 },
      'in-process': {
        scope: inProcess.scope,
        form: inProcess.form,
        'module-name': inProcess.moduleName,
        ...(inProcess.exhaustion && { exhaustion: true }),
      },
    }),
    origin: { format, record: task.record },
  };
  const texts = [
    ['task.yaml', stringify(definition)],
    ['problem.md', task.problem],
    ['aware.md', task.aware],
    ['steps.md', task.steps],
    ['explanation.md', task.explanation],
    ['python/secure.py', task.secure ?? ''],
    ['python/insecure.py', task.insecure ?? ''],
    ['prelude.py', inProcess?.prelude ?? ''],
    ['test.py', inProcess?.test ?? ''],
    ...Object.entries(task.kept ?? {}),
  ] as const;
  const files = new Map<string, string | Buffer>(texts.filter(([, content]) => content !== ''));
  for (const [path, content] of inProcess?.files ?? []) files.set(`files/${path}`, content);
  return files;
}

/** `SecEvalBase.json` becomes `secevalbase`: the name of a suite that is given none. */
export function suiteName(path: string): string {
  const stem = basename(resolve(path)).replace(/\.(jsonl?|gz)/g, '');
  return (
    stem
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'imported'
  );
}
