import { mkdir, readdir, rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { EnvironmentFault, Interrupted } from '../../core/errors.ts';
import type { EnvironmentDefinition } from '../../core/task.ts';
import { type ProgramResult, runProgram, systemPath } from '../run-program.ts';
import { isRoot } from './environment-store.ts';
import { bootstrapArguments } from './image-recipe.ts';

export interface BootstrapPlaces {
  /** An own folder for what is made on the way. */
  readonly folder: string;
  /** The root file system to be made. */
  readonly root: string;
  readonly onProgress?: (message: string) => void;
  readonly signal?: AbortSignal;
}

/** Makes a customised root file system with mmdebstrap, all of it owned by the calling user. */
export async function bootstrap(definition: EnvironmentDefinition, places: BootstrapPlaces): Promise<void> {
  if (isRoot()) {
    await mmdebstrap(bootstrapArguments(definition, 'root', places.root), places);
    await emptyFolder(join(places.root, 'dev'));
    await emptyFolder(join(places.root, 'var/lib/apt'));
    return;
  }
  // In mmdebstrap's unshare mode files belong to subordinate ids, which their maker cannot delete:
  // a tarball in between makes them the caller's own.
  const tarball = join(places.folder, 'root.tar');
  await mmdebstrap(bootstrapArguments(definition, 'unshare', tarball), places);
  await mkdir(places.root, { mode: 0o755 });
  places.onProgress?.('unpacking');
  const unpacked = await runProgram('tar', unpackArguments(tarball, places.root), options(places));
  if (!unpacked.ran || unpacked.exitCode !== 0) throw failure('tar', unpacked);
  await rm(tarball);
  await emptyFolder(join(places.root, 'var/lib/apt'));
}

function unpackArguments(tarball: string, root: string): string[] {
  return [
    '--extract',
    `--file=${tarball}`,
    `--directory=${root}`,
    '--no-same-owner',
    '--preserve-permissions',
    '--exclude=./dev/*',
  ];
}

async function mmdebstrap(args: readonly string[], places: BootstrapPlaces): Promise<void> {
  const result = await runProgram('mmdebstrap', args, {
    ...options(places),
    onLine: (line) => {
      const step = /^I: (.*)/.exec(line)?.[1];
      if (step !== undefined && !step.startsWith('running --customize-hook')) places.onProgress?.(step);
    },
  });
  if (places.signal?.aborted) throw new Interrupted('the build was stopped');
  if (!result.ran) {
    throw new EnvironmentFault('mmdebstrap is not installed', { hint: 'sudo apt-get install mmdebstrap' });
  }
  if (result.exitCode !== 0) throw failure('mmdebstrap', result);
}

/** Proxies are the one thing that is handed on: without them many a company reaches no mirror. */
function options(places: BootstrapPlaces) {
  const env: Record<string, string> = { PATH: systemPath, HOME: places.folder, TMPDIR: '/tmp' };
  for (const name of ['http_proxy', 'https_proxy', 'no_proxy']) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return { env, ...(places.signal === undefined ? {} : { signal: places.signal }) };
}

/** The sandbox brings its own devices: nodes in the image could be opened by whoever enters the store. */
async function emptyFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
}

function failure(program: string, result: ProgramResult): EnvironmentFault {
  if (!result.ran) return new EnvironmentFault(`${program} could not be started: ${result.reason}`);
  const lines = result.stderr.split('\n').filter((line) => line.trim() !== '');
  const told = lines.filter((line) => line.startsWith('E: ')).at(0) ?? lines.at(-1) ?? 'it printed nothing';
  const hint = /subuid|subgid/.test(result.stderr)
    ? `give this user subordinate ids: sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 ${userInfo().username}`
    : /Temporary failure resolving|Could not resolve|Could not connect|Failed to fetch/.test(result.stderr)
      ? 'a Debian mirror must be reachable; http_proxy is honoured'
      : undefined;
  return new EnvironmentFault(`${program} failed (exit code ${result.exitCode}): ${told}`, {
    ...(hint === undefined ? {} : { hint }),
    cause: lines.slice(-20).join('\n'),
  });
}
