#!/usr/bin/env node
// Readies a machine for judging: builds seceval, installs what is missing where it may, and builds the environment of
// the core suite. Run by `npm test` and `npm start`. Exit codes: 1 does not compile, 3 the machine lacks something.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { install, installCommand, isRoot, missingPackages } from './install-tools.mjs';

const project = dirname(dirname(fileURLToPath(import.meta.url)));

const forJudging = { bubblewrap: 'bwrap', 'util-linux': 'setpriv' };
const forBuilding = {
  mmdebstrap: 'mmdebstrap',
  'debian-archive-keyring': '/usr/share/keyrings/debian-archive-keyring.gpg',
  ...(isRoot ? {} : { uidmap: 'newuidmap' }),
};

/** A machine that lacks something: printed as one line, exit code 3. */
export class NotReady extends Error {
  exitCode = 3;
}

export async function prepare() {
  // 1. Compile.
  const built = spawnSync(process.execPath, [join(project, 'scripts/build.mjs')], { stdio: 'inherit' });
  if (built.status !== 0)
    throw Object.assign(new NotReady('the build failed, see above'), { exitCode: built.status ?? 1 });

  // 2. The sandbox's own programs. Without them another tier may do: the trial below decides.
  await need(forJudging).catch((error) => console.log(`${error.message}\n`));

  // 3. The candidate's world.
  const part = (path) => import(pathToFileURL(join(project, 'dist', path)).href);
  const { loadSuite } = await part('suite/load-suite.js');
  const { environmentStore } = await part('sandbox/environment/environment-store.js');
  const { findEnvironment } = await part('sandbox/environment/find-environment.js');
  const suite = await loadSuite(join(project, 'suites/core'));
  const store = environmentStore();
  if ((await findEnvironment(suite.environment, store)) === undefined) {
    await need(forBuilding);
    const { buildEnvironment } = await part('sandbox/environment/build-environment.js');
    console.log('The environment of candidates is built once; it takes about a minute.');
    await buildEnvironment(suite.environment, { store, onProgress: (message) => console.log(`  ${message}`) });
  }

  // 4. Try the whole of it.
  const { examineMachine } = await part('sandbox/doctor.js');
  const report = await examineMachine(suite.environment);
  const refusal = report.tier === 'none' ? report.tiers[0] : undefined;
  const fault = report.findings.find(({ ok, needed }) => needed && !ok) ?? refusal;
  if (fault !== undefined) {
    throw new NotReady(`${fault.name}: ${fault.detail}${fault.remedy === undefined ? '' : `\n  → ${fault.remedy}`}`);
  }
}

async function need(packages) {
  const missing = missingPackages(packages);
  if (missing.length === 0 || ((await install(missing)) && missingPackages(packages).length === 0)) return;
  throw new NotReady(`this machine lacks ${missing.join(', ')}\n  → ${installCommand(missing)}`);
}

/** Prints a failure as a line and a hint, and sets the exit code; a bug shows its stack. */
export function tellFailure(error) {
  const isKnown = error instanceof NotReady || 'hint' in error;
  console.error(`seceval: ${isKnown ? error.message : error.stack}`);
  if (error.hint !== undefined) console.error(`  → ${error.hint}`);
  process.exitCode = error.exitCode ?? 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await prepare().catch(tellFailure);
