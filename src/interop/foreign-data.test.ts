import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSuite } from '../suite/load-suite.ts';
import { type ImportFormat, importSuite } from './import-suite.ts';

/** The folder of data sets that may not be copied into this project. */
const data = process.env['SECEVAL_FOREIGN_DATA'];
const base = { debian: 'trixie', packages: ['python3'], libraries: {}, warm: [] };

const sets: readonly [ImportFormat, string, Readonly<Record<string, number>>][] = [
  ['codeseceval', 'codeseceval', { 'in-process': 67 }],
  ['seccodeplt', 'seccodeplt/data-third.json', { 'in-process': 295, none: 176 }],
  ['securityeval', 'securityeval/dataset-sample.jsonl', { 'static-only': 31 }],
  ['humaneval', 'human-eval/HumanEval.jsonl.gz', { 'in-process': 164 }],
];

// Skipped in CI: the data sets are not ours to copy; SECEVAL_FOREIGN_DATA names the folder where they lie.
test.skipIf(data === undefined).for(sets)(
  '%s: every record becomes a task',
  { timeout: 300_000 },
  async ([format, path, oracles]) => {
    const folder = await mkdtemp(join(tmpdir(), 'seceval-foreign-'));
    try {
      const from = join(data ?? '', path);
      const request = { format, path: from, to: join(folder, 'suite'), base, skipMalformed: false, replace: true };
      expect((await importSuite(request)).oracles).toEqual(oracles);
      const { fingerprint } = await loadSuite(request.to);
      await importSuite(request);
      expect((await loadSuite(request.to)).fingerprint).toBe(fingerprint);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
