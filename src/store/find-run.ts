import { access, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { UserMistake } from '../core/errors.ts';
import { nearestMatch } from '../core/nearest-match.ts';
import { errorCode, withFileFaults } from './file-faults.ts';
import { manifestFile } from './manifest.ts';
import { isRunId } from './run-id.ts';

/** The names of the runs below a folder, oldest first. Folders without a manifest are not runs. */
export async function listRuns(directory: string): Promise<string[]> {
  const names = await withFileFaults(`read ${directory}`, () => folderNames(directory));
  const found = await Promise.all(names.map((name) => isThere(manifestFile(join(directory, name)))));
  return names.filter((_, index) => found[index]).sort();
}

/** The folder of the run meant by an id, a unique beginning of one, a path, or `latest`. */
export async function findRun(directory: string, reference: string): Promise<string> {
  const isPath = reference.includes('/') || reference.includes(sep) || reference.startsWith('.');
  if (isPath) {
    if (await isThere(manifestFile(reference))) return reference;
    throw new UserMistake(`${reference} is not a run: it has no manifest.json`);
  }
  const runs = await listRuns(directory);
  const named = reference === 'latest' ? runs.findLast(isRunId) : runs.find((run) => run === reference);
  const [first, ...others] = reference === '' ? [] : runs.filter((run) => run.startsWith(reference));
  if (named === undefined && others.length > 0) {
    throw new UserMistake(`'${reference}' begins the names of ${others.length + 1} runs in ${directory}`, {
      hint: `${[first, ...others].slice(-3).join(', ')}: write more of it`,
    });
  }
  const run = named ?? first;
  if (run === undefined) throw notFound(directory, reference, runs);
  return join(directory, run);
}

function notFound(directory: string, reference: string, runs: readonly string[]): UserMistake {
  if (runs.length === 0) return new UserMistake(`there is no run in ${directory}`, { hint: 'start one: seceval run' });
  const near = nearestMatch(reference, [...runs, 'latest']);
  return new UserMistake(`there is no run '${reference}' in ${directory}`, {
    hint: near === undefined ? `the latest is ${runs.at(-1)}` : `did you mean ${near}?`,
  });
}

async function folderNames(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    // A run may be a link to a folder elsewhere.
    return entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map((entry) => entry.name);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
