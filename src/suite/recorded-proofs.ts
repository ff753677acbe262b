import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson, sha256 } from '../core/canonical.ts';
import { UserMistake } from '../core/errors.ts';
import type { Suite, Task } from '../core/task.ts';

/** Of a suite, beside `suite.yaml`. It is no part of the suite's fingerprint: it says nothing that a score hangs on. */
const file = 'proofs.json';

const proofsSchema = z.strictObject({
  about: z.string(),
  /** By task, the fingerprint of everything that its proof hangs on, at the time it was last proven. */
  tasks: z.record(z.string(), z.string()),
});

export type RecordedProofs = ReadonlyMap<string, string>;

/** What a proof hangs on beside the task: `code` over seceval's own, `environment` over every installed version. */
export interface ProofGround {
  readonly code: string;
  readonly environment: string;
  readonly tier: string;
  readonly seed: number;
}

/** Over every file of the task, and the ground. SHA-256. */
export async function proofFingerprint(task: Task, ground: ProofGround): Promise<string> {
  const entries = await readdir(task.folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const kept = paths.filter((path) => !path.includes('__pycache__')).sort();
  const files = await Promise.all(
    kept.map(async (path) => ({ path: path.slice(task.folder.length), sha256: sha256(await readFile(path)) })),
  );
  return sha256(canonicalJson({ id: task.definition.id, files, ground }));
}

/** Empty when nothing was recorded yet. */
export async function readProofs(suite: Suite): Promise<RecordedProofs> {
  const path = join(suite.folder, file);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return new Map();
  try {
    return new Map(Object.entries(proofsSchema.parse(JSON.parse(text)).tasks));
  } catch (cause) {
    throw new UserMistake(`${path} is no record of proofs`, {
      hint: 'remove it: every task is then proven anew',
      cause,
    });
  }
}

/** Adds what was proven now; forgets tasks that turned out unsound, and those that the suite no longer has. */
export async function recordProofs(
  suite: Suite,
  { proven, unsound }: { readonly proven: RecordedProofs; readonly unsound: readonly string[] },
): Promise<void> {
  const all = new Map([...(await readProofs(suite)), ...proven]);
  for (const id of unsound) all.delete(id);
  const tasks: Record<string, string> = {};
  for (const { definition } of suite.tasks) {
    const fingerprint = all.get(definition.id);
    if (fingerprint !== undefined) tasks[definition.id] = fingerprint;
  }
  const about = 'Written by: seceval suite verify --record. By task, the fingerprint under which it was last proven.';
  const path = join(suite.folder, file);
  await writeFile(`${path}.half`, `${JSON.stringify({ about, tasks }, null, 2)}\n`);
  await rename(`${path}.half`, path);
}

/** One recorded task in so many is proven anew all the same, so that within as many days each has been. */
const turns = 16;

/** Whether it is this task's turn on the day of `now` (milliseconds since 1970). */
export function isDue(fingerprint: string, now: number): boolean {
  const day = Math.floor(now / 86_400_000);
  return (Number.parseInt(fingerprint.slice(0, 8), 16) + day) % turns === 0;
}
