// Data sets of others: read into suites, and suites written for the tools of others. It runs nothing and asks nobody.
import { basename, resolve } from 'node:path';
import { UserMistake } from '../core/errors.ts';
import type { EnvironmentDefinition } from '../core/task.ts';
import { countFamilies } from './families.ts';
import type { Malformed, ReadResult } from './foreign-task.ts';
import { readCodeSecEval } from './formats/codeseceval.ts';
import { readHumanEval } from './formats/humaneval.ts';
import { readPlain } from './formats/plain.ts';
import { readSecCodePlt } from './formats/seccodeplt.ts';
import { readSecurityEval } from './formats/securityeval.ts';
import { environmentFor } from './needed-packages.ts';
import { tellMalformed } from './read-records.ts';
import { suiteName, writeSuite } from './write-suite.ts';

export const importFormats = ['codeseceval', 'seccodeplt', 'securityeval', 'humaneval', 'jsonl'] as const;
export type ImportFormat = (typeof importFormats)[number];

const readers: Readonly<Record<ImportFormat, (path: string) => Promise<ReadResult>>> = {
  codeseceval: readCodeSecEval,
  seccodeplt: readSecCodePlt,
  securityeval: readSecurityEval,
  humaneval: readHumanEval,
  jsonl: readPlain,
};

export interface ImportRequest {
  readonly format: ImportFormat;
  readonly path: string;
  /** The suite's folder: new, or of an earlier import where `replace` is set. */
  readonly to: string;
  readonly name?: string | undefined;
  /** The environment that is taken over, with what the records import beside. */
  readonly base: EnvironmentDefinition;
  readonly skipMalformed: boolean;
  readonly replace: boolean;
}

export interface ImportReport {
  readonly format: ImportFormat;
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly tasks: number;
  readonly families: number;
  /** How many tasks have each oracle. */
  readonly oracles: Readonly<Record<string, number>>;
  /** Debian packages beside those of the base environment. */
  readonly addedPackages: readonly string[];
  readonly malformed: readonly Malformed[];
  readonly notes: readonly string[];
}

/** Reads a data set and writes it as a suite. Throws UserMistake for what cannot be read, or for the first malformed record. */
export async function importSuite(request: ImportRequest): Promise<ImportReport> {
  const { format, path, to, base } = request;
  const { tasks, malformed, notes, source } = await readers[format](path);
  const [first] = malformed;
  if (first !== undefined && !request.skipMalformed) {
    const others = malformed.length === 1 ? '' : ` (and ${malformed.length - 1} more)`;
    throw new UserMistake(`${tellMalformed(first)}${others}`, {
      ...(tasks.length > 0 && { hint: '--skip-malformed takes the others' }),
    });
  }
  if (tasks.length === 0) {
    throw new UserMistake(`${path} holds no record of ${format}`, { hint: `formats are ${importFormats.join(', ')}` });
  }
  const name = request.name ?? suiteName(path);
  const version = `1.0.0+${source.slice(0, 12)}`;
  const environment = environmentFor(tasks, base);
  const about = `${tasks.length} records of ${basename(resolve(path))} (${format}), as their authors wrote them.`;
  await writeSuite(to, { name, version, about, format, environment, tasks }, request.replace);
  const oracles: Record<string, number> = {};
  for (const { tests } of tasks) oracles[tests.oracle] = (oracles[tests.oracle] ?? 0) + 1;
  return {
    format,
    folder: resolve(to),
    name,
    version,
    tasks: tasks.length,
    families: countFamilies(tasks),
    oracles,
    addedPackages: environment.packages.filter((one) => !base.packages.includes(one)),
    malformed,
    notes,
  };
}
