import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuiltEnvironment } from '../../../core/environment.ts';
import { EnvironmentFault } from '../../../core/errors.ts';
import { withBuildLock } from '../../environment/build-lock.ts';
import { environmentStore } from '../../environment/environment-store.ts';
import { runProgram } from '../../run-program.ts';
import { type EngineName, lastLine, runEngine } from './engine.ts';

/** Images of environments; `podman rmi` or `docker rmi` removes them, and the next run makes them anew. */
const repository = 'localhost/seceval-environment';

/** The environment's root as an image of one layer on nothing. Imported once for each engine, in seconds. */
export async function ensureImage(engine: EngineName, environment: BuiltEnvironment): Promise<string> {
  if (environment.kind !== 'image') {
    throw new EnvironmentFault("the container tier has the suite's own environment only", {
      hint: "--environment image, or --tier bubblewrap for this machine's own system",
    });
  }
  const image = `${repository}:${environment.fingerprint.slice(0, 32)}`;
  const store = environmentStore();
  await withBuildLock(join(store, `${engine}.lock`), {}, async () => {
    const known = await runEngine(engine, ['image', 'inspect', '--format', '{{.Id}}', image]);
    if (known.ran && known.exitCode === 0) return;
    await importImage(engine, environment, image);
  });
  return image;
}

/** By way of a file: a pipe's reader cannot tell a tarball that was cut short from a whole one. */
async function importImage(engine: EngineName, { root }: BuiltEnvironment, image: string): Promise<void> {
  const folder = await mkdtemp(join(environmentStore(), 'image-'));
  try {
    const tarball = join(folder, 'root.tar');
    const owner = ['--owner=0', '--group=0', '--numeric-owner', '--sort=name'];
    const packed = await runProgram('tar', ['--create', `--file=${tarball}`, `--directory=${root}`, ...owner, '.']);
    if (!packed.ran || packed.exitCode !== 0) {
      throw new EnvironmentFault(`cannot pack ${root}: ${packed.ran ? lastLine(packed.stderr) : packed.reason}`);
    }
    const imported = await runEngine(engine, ['import', tarball, image], 600_000);
    if (!imported.ran || imported.exitCode !== 0) {
      const told = imported.ran ? lastLine(imported.stderr) : imported.reason;
      throw new EnvironmentFault(`${engine} cannot import the environment: ${told}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
