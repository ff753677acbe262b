import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from './core/canonical.ts';
import type { Suite, Task } from './core/task.ts';
import { packageFolder } from './package-folder.ts';
import { isDue, proofFingerprint, readProofs, recordProofs } from './suite/recorded-proofs.ts';

export interface Proofs {
  /** Tasks whose proof on record was made of the same task, code, environment and tier, without those that are due. */
  stillProven(now: number): Promise<ReadonlySet<Task>>;
  /** Puts on record which tasks, by id, were proven now, and takes from it those that were found unsound. */
  record(found: { readonly proven: readonly string[]; readonly unsound: readonly string[] }): Promise<void>;
}

/** The record of proofs of a suite, for some of its tasks. `environment` is the fingerprint of what is installed. */
export async function openProofs(
  suite: Suite,
  tasks: readonly Task[],
  { environment, tier }: { readonly environment: string; readonly tier: string },
): Promise<Proofs> {
  const ground = { code: await judgingCode(), environment, tier, seed: suite.seed };
  const fingerprints = new Map<Task, string>();
  for (const task of tasks) fingerprints.set(task, await proofFingerprint(task, ground));
  return {
    async stillProven(now) {
      const recorded = await readProofs(suite);
      const holds = [...fingerprints].filter(([task, fingerprint]) => {
        return recorded.get(task.definition.id) === fingerprint && !isDue(fingerprint, now);
      });
      return new Set(holds.map(([task]) => task));
    },
    async record({ proven, unsound }) {
      const known = [...fingerprints].map(([task, fingerprint]) => [task.definition.id, fingerprint] as const);
      await recordProofs(suite, { proven: new Map(known.filter(([id]) => proven.includes(id))), unsound });
    },
  };
}

/** Folders whose code a verdict, or what `suite verify` makes of it, hangs on. */
const own = ['judge', 'sandbox', 'suite'];

/** SHA-256 over the harness and the parts of seceval that judge: a proof made with other code is none. */
async function judgingCode(): Promise<string> {
  const source = dirname(fileURLToPath(import.meta.url));
  const folders = [join(packageFolder, 'harness'), ...own.map((name) => join(source, name))];
  const files = (await Promise.all(folders.map(filesOf))).flat().sort();
  const hashes = await Promise.all(files.map(async ({ name, path }) => `${name}\0${sha256(await readFile(path))}\n`));
  return sha256(hashes.join(''));
}

async function filesOf(folder: string): Promise<{ name: string; path: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(
      (entry) => entry.isFile() && !entry.parentPath.includes('__pycache__') && !/\.test\.[tj]s$/.test(entry.name),
    )
    .map(({ parentPath, name }) => ({
      name: join(parentPath, name).slice(dirname(folder).length),
      path: join(parentPath, name),
    }));
}
