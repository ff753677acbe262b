/**
 * Builds the root file system that is a candidate's whole world, and finds it again. It never runs a candidate and
 * never changes the machine outside the store.
 */
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BuiltEnvironment } from '../../core/environment.ts';
import { EnvironmentFault } from '../../core/errors.ts';
import type { EnvironmentDefinition } from '../../core/task.ts';
import { bootstrap } from './bootstrap.ts';
import { withBuildLock } from './build-lock.ts';
import { assertReachable } from './environment-store.ts';
import { findEnvironment, imageFolder, recordFile, rootFolder } from './find-environment.ts';
import { factsFile, imageFingerprint, imageKey } from './image-recipe.ts';
import { readFacts } from './installed-facts.ts';

export interface BuildOptions {
  /** See `environmentStore()`. */
  readonly store: string;
  readonly onProgress?: (message: string) => void;
  readonly signal?: AbortSignal;
}

/** The image of the definition: found when it exists, otherwise built (20 to 60 seconds, and a Debian mirror). */
export async function buildEnvironment(
  definition: EnvironmentDefinition,
  options: BuildOptions,
): Promise<BuiltEnvironment> {
  const { store, onProgress } = options;
  await makeStore(join(store, 'environments'));
  await assertReachable(store);
  const folder = imageFolder(definition, store);
  const onWait = (holder: number) => onProgress?.(`waiting for process ${holder}, which builds the same environment`);
  return withBuildLock(`${folder}.lock`, { onWait }, async () => {
    const found = await findEnvironment(definition, store);
    if (found !== undefined) return found;
    await removeLeftovers(definition, dirname(folder));
    const beside = await mkdtemp(`${folder}.building-`);
    try {
      return await buildInto(definition, { ...options, beside, folder });
    } finally {
      await removeTree(beside);
    }
  });
}

interface Places extends BuildOptions {
  readonly beside: string;
  readonly folder: string;
}

async function buildInto(definition: EnvironmentDefinition, places: Places): Promise<BuiltEnvironment> {
  const { beside, folder, onProgress } = places;
  const root = join(beside, rootFolder);

  // 1. Bootstrap and customise.
  onProgress?.(`building Debian ${definition.debian} with ${definition.packages.length} packages`);
  await bootstrap(definition, { ...places, folder: beside, root });

  // 2. Record what came.
  const facts = readFacts(await readFile(join(root, factsFile), 'utf8'));
  await rm(join(root, factsFile));
  const built: BuiltEnvironment = {
    kind: 'image',
    root: join(folder, rootFolder),
    fingerprint: imageFingerprint(definition, facts.versions),
    ...facts,
    builtAt: new Date().toISOString(),
  };
  await writeFile(join(beside, recordFile), `${JSON.stringify(built, undefined, 2)}\n`);

  // 3. Publish: a folder with the final name is complete.
  await chmod(beside, 0o755);
  await rename(beside, folder);
  onProgress?.(`built ${built.root}`);
  return built;
}

async function makeStore(folder: string): Promise<void> {
  try {
    // Slot uids enter it, whatever the umask of its maker.
    const first = await mkdir(folder, { recursive: true });
    if (first === undefined) return;
    for (let path = folder; path.startsWith(first); path = dirname(path)) await chmod(path, 0o755);
  } catch (cause) {
    throw new EnvironmentFault(`cannot make ${folder}`, { cause, hint: 'set SECEVAL_CACHE to a writable folder' });
  }
}

/** A build that was killed leaves its folder; under the lock no other build of this image is alive. */
async function removeLeftovers(definition: EnvironmentDefinition, images: string): Promise<void> {
  for (const name of await readdir(images)) {
    if (name.startsWith(`${imageKey(definition)}.building-`)) await removeTree(join(images, name));
  }
}

/** A root that is still mounted in part (a killed bootstrap) must not be deleted through its mounts. */
async function removeTree(folder: string): Promise<void> {
  const mounts = await readFile('/proc/self/mounts', 'utf8');
  const mounted = mounts.split('\n').find((line) => line.split(' ')[1]?.startsWith(`${folder}/`));
  if (mounted !== undefined) {
    throw new EnvironmentFault(`${mounted.split(' ')[1]} is still mounted by a build that was killed`, {
      hint: `umount --recursive ${mounted.split(' ')[1]}`,
    });
  }
  await rm(folder, { recursive: true, force: true });
}
