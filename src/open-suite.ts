import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserMistake } from './core/errors.ts';
import { nearestMatch } from './core/nearest-match.ts';
import type { Suite } from './core/task.ts';
import { packageFolder } from './package-folder.ts';
import { loadSuite } from './suite/load-suite.ts';
import { varySuite } from './suite/vary-suite.ts';

/**
 * A suite by the name of one that comes with the package (`core`), or by the path of its folder; `vary`: with other names,
 * drawn by this seed.
 */
export async function openSuite(reference: string, vary?: number): Promise<Suite> {
  const suite = await openOnDisk(reference);
  return vary === undefined ? suite : varySuite(suite, vary);
}

async function openOnDisk(reference: string): Promise<Suite> {
  const bundled = join(packageFolder, 'suites', reference);
  const isName = /^[a-z0-9-]+$/.test(reference);
  if (isName && existsSync(join(bundled, 'suite.yaml'))) return loadSuite(bundled);
  const folder = resolve(reference);
  if (existsSync(join(folder, 'suite.yaml'))) return loadSuite(folder);
  const names = readdirSync(join(packageFolder, 'suites'));
  const near = nearestMatch(reference, names);
  throw new UserMistake(`there is no suite '${reference}'`, {
    hint: near ? `did you mean ${near}?` : `it is one of ${names.join(', ')}, or a folder with a suite.yaml`,
  });
}
