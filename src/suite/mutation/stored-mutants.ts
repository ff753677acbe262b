import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson, sha256 } from '../../core/canonical.ts';
import { UserMistake } from '../../core/errors.ts';
import type { Task } from '../../core/task.ts';
import { type JudgedMutant, judgedMutantSchema, mutantFates } from './mutant.ts';

const file = 'mutants.jsonl';

const headSchema = z.strictObject({
  /** What was judged: `mutationFingerprint` at that time. */
  fingerprint: z.string(),
  /** By operator, what became of how many. */
  counts: z.record(z.string(), z.record(z.enum(mutantFates), z.number().int().min(0))),
});

/** `mutants.jsonl` of a task: a head, then a line for each mutant that keeps the function. */
export interface StoredMutants extends z.infer<typeof headSchema> {
  readonly mutants: readonly JudgedMutant[];
}

/** Over all that a mutant's verdict hangs on: the references, the tests, what a candidate may spend and finds set. */
export function mutationFingerprint(task: Task): string {
  const { limits, env } = task.definition;
  const references = secureVariants(task).map(({ name, code }) => ({ name, code }));
  const tests = { ...task.tests, security: withoutReveal(task.tests.security) };
  return sha256(canonicalJson({ references, tests, limits, env }));
}

/** `@reveal` says what may be told of a test. It decides no verdict, so to set it makes no list of mutants old. */
function withoutReveal(tests: string): string {
  return tests
    .replace(/^@reveal\n/gm, '')
    .replace(/^from seceval import .*$/gm, (line) => line.replace(/, reveal\b/, ''));
}

export function secureVariants(task: Task): Task['variants'] {
  return task.variants.filter(({ kind }) => kind === 'secure');
}

/** Undefined when the task's mutants were never judged. */
export async function readMutants(task: Task): Promise<StoredMutants | undefined> {
  const path = join(task.folder, file);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const [head, ...lines] = text.trimEnd().split('\n');
  try {
    return {
      ...headSchema.parse(JSON.parse(head ?? '')),
      mutants: lines.map((line) => judgedMutantSchema.parse(JSON.parse(line))),
    };
  } catch (cause) {
    throw new UserMistake(`${path} is not a list of mutants`, {
      hint: 'remove it, and run: seceval suite mutate',
      cause,
    });
  }
}

export async function writeMutants(task: Task, { fingerprint, counts, mutants }: StoredMutants): Promise<void> {
  const path = join(task.folder, file);
  const lines = [{ fingerprint, counts }, ...mutants].map((line) => `${JSON.stringify(line)}\n`);
  await writeFile(`${path}.half`, lines.join(''));
  await rename(`${path}.half`, path);
}
