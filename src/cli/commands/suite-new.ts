import { existsSync } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type CweId, cweFolder, cweIdSchema } from '../../core/cwe.ts';
import { UserMistake } from '../../core/errors.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { packageFolder } from '../../package-folder.ts';
import { suiteSkeleton, taskSkeleton } from '../../suite/task-skeleton.ts';

/** `suite new`: writes the files of a task that has everything but its content, and never over what is there. */
export async function begin(reference: string, flags: { readonly suite: string }): Promise<void> {
  const { id, cwe } = readId(reference);
  const suite = resolve(flags.suite);
  const folder = join(suite, id);
  if (existsSync(folder)) throw new UserMistake(`${folder} is there already`, { hint: 'choose another name' });
  if (!existsSync(join(suite, 'suite.yaml'))) await beginSuite(suite);
  for (const [path, text] of Object.entries(taskSkeleton(id, cwe))) {
    await makeFolder(dirname(join(folder, path)));
    await writeFile(join(folder, path), text, { flag: 'wx' });
  }
  const { suite: named } = flags;
  process.stdout.write(`${folder}\n`);
  process.stdout.write(`  1. problem.md, then python/insecure.py, until it does what was asked for
  2. seceval try ${id} ${join(named, id, 'python/insecure.py')} --suite ${named} --watch
  3. seceval suite verify ${id} --suite ${named}    names what is left to write, then what does not hold
  how: docs/guide/write-a-task.md\n`);
}

function readId(reference: string): { id: string; cwe: CweId } {
  const [, digits, name] = /^(?:CWE-)?0*([1-9]\d{0,4})\/([a-z0-9]+(?:-[a-z0-9]+)*)$/i.exec(reference) ?? [];
  const cwe = cweIdSchema.safeParse(`CWE-${digits}`);
  if (!cwe.success || name === undefined) {
    throw new UserMistake(`'${reference}' is no name of a task`, {
      hint: 'a weakness and what the program is for, in small letters: CWE-089/invoice-search',
    });
  }
  return { id: `${cweFolder(cwe.data)}/${name.toLowerCase()}`, cwe: cwe.data };
}

async function beginSuite(folder: string): Promise<void> {
  const name = basename(folder).toLowerCase();
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    throw new UserMistake(`a suite's folder has small letters, digits and dashes, not '${basename(folder)}'`);
  }
  await makeFolder(folder);
  await writeFile(join(folder, 'suite.yaml'), suiteSkeleton(name), { flag: 'wx' });
  const environment = join(folder, 'environment.yaml');
  // The same world as the core suite: its image is there already, and what is short of something can add it.
  if (!existsSync(environment)) await copyFile(join(packageFolder, 'suites/core/environment.yaml'), environment);
}
