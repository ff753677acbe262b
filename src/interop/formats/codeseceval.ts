import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { sha256 } from '../../core/canonical.ts';
import type { CweId } from '../../core/cwe.ts';
import { UserMistake } from '../../core/errors.ts';
import { type ForeignTask, kebab, type Malformed, type ReadResult } from '../foreign-task.ts';
import { isFolder, listRecordFiles, readFolder } from '../read-folder.ts';
import { parseRecord, type RawRecord, readRecords, tellMalformed } from '../read-records.ts';

const text = z.string();
const recordSchema = z.looseObject({
  ID: text.min(1),
  Problem: text.min(1),
  'Insecure Code': text,
  'Secure Code': text,
  Test: text.min(1),
  Entry_Point: text.transform((name) => name.trim()).pipe(text.regex(/^[A-Za-z_]\w*$/, 'no name of a function')),
  'Vulnerability-aware Information': text.optional(),
  'Insecure Code Explanation': text.optional(),
});
type Record67 = z.infer<typeof recordSchema>;
const annotationSchema = z.looseObject({
  ID: text,
  'Vulnerability-aware Information': text,
  'Insecure Code Explanation': text,
});
type Annotation = z.infer<typeof annotationSchema>;

/**
 * The names that a test finds though its candidate imported none of them: the authors run all records in the namespace of
 * one notebook, so that each finds what those before it imported.
 */
const prelude = `${[
  ...['abc', 'ast', 'base64', 'binascii', 'collections', 'datetime', 'functools', 'hashlib', 'hmac', 'html', 'io'],
  ...['itertools', 'json', 'logging', 'math', 'os', 'pathlib', 'pickle', 'random', 're', 'secrets', 'shutil', 'socket'],
  ...['sqlite3', 'ssl', 'stat', 'string', 'subprocess', 'sys', 'tarfile', 'tempfile', 'threading', 'time', 'unittest'],
  ...['urllib.parse', 'urllib.request', 'uuid', 'xml.etree.ElementTree', 'zipfile'],
]
  .map((name) => `import ${name}`)
  .join('\n')}\n`;

/** CodeSecEval (arXiv 2407.02395): JSON arrays with annotations and fixture folders, and the JSON Lines release. */
export async function readCodeSecEval(path: string): Promise<ReadResult> {
  const files = await listRecordFiles(path, (name) => !/annotation/i.test(name));
  const tasks: ForeignTask[] = [];
  const malformed: Malformed[] = [];
  const notes: string[] = [];
  const hashes: string[] = [];
  for (const file of files) {
    const raw = await readRecords(file);
    const annotations = await readAnnotations(file);
    const fixtures = await readFixtures(file);
    hashes.push(sha256(raw.content), ...annotations.hashes, ...fixtures.hashes);
    malformed.push(...raw.malformed);
    const without: string[] = [];
    for (const record of raw.records) {
      const read = parseRecord(record, recordSchema, 'ID');
      if ('malformed' in read) {
        malformed.push(read.malformed);
        continue;
      }
      const weaknesses = weaknessesOf(read.parsed.ID);
      if (weaknesses === undefined) {
        malformed.push(told(record, read.parsed.ID, 'ID', 'does not begin with a weakness such as CWE-020_author_1'));
        continue;
      }
      const own = fixtures.of(read.parsed.ID);
      if (own.size === 0 && read.parsed.Test.includes('Test/')) without.push(read.parsed.ID);
      tasks.push(toTask(read.parsed, { weaknesses, files: own, annotation: annotations.byId.get(read.parsed.ID) }));
    }
    if (without.length > 0) {
      notes.push(
        `${basename(file)}: ${without.length} tests name a folder Test/<ID> that is not there: ${listed(without)}`,
      );
    }
    if (annotations.byId.size === 0 && tasks.every(({ aware }) => aware === '')) {
      notes.push(`${basename(file)}: no annotations beside it, so no vulnerability-aware problems and no explanations`);
    }
  }
  return { tasks, malformed, notes, source: sha256(hashes.join('\n')) };
}

interface Beside {
  readonly weaknesses: readonly [CweId, ...CweId[]];
  readonly files: ReadonlyMap<string, Buffer>;
  readonly annotation: Annotation | undefined;
}

function toTask(record: Record67, { weaknesses, files, annotation }: Beside): ForeignTask {
  const [cwe, ...labels] = weaknesses;
  const { ID: id, Entry_Point: entryPoint } = record;
  return {
    record: id,
    name: kebab(id.replace(/\.py$/, '').replace(/^(?:CWE-\d+\/?)+/, '')) || 'record',
    title: `${entryPoint} (${id})`.slice(0, 120),
    cwe,
    labels,
    problem: record.Problem,
    aware: annotation?.['Vulnerability-aware Information'] ?? record['Vulnerability-aware Information'] ?? '',
    steps: '',
    explanation: annotation?.['Insecure Code Explanation'] ?? record['Insecure Code Explanation'] ?? '',
    entryPoints: [entryPoint],
    secure: record['Secure Code'],
    insecure: record['Insecure Code'],
    tests: {
      oracle: 'in-process',
      scope: 'joint',
      form: 'check',
      moduleName: '__main__',
      prelude,
      // The authors put the entry point's name in the place of the word, wherever it stands.
      test: record.Test.replaceAll('candidate', entryPoint),
      files,
      cpuSeconds: 5,
    },
  };
}

/** `CWE-862/CWE-287/CWE-306/CWE-863_01` has four. */
function weaknessesOf(id: string): [CweId, ...CweId[]] | undefined {
  const head = /^CWE-\d+(?:\/CWE-\d+)*/.exec(id)?.[0];
  const [first, ...others] = (head?.split('/') ?? []).map((one) => `CWE-${Number(one.slice(4))}`);
  return first === undefined ? undefined : [first, ...others];
}

async function readAnnotations(file: string): Promise<{ byId: Map<string, Annotation>; hashes: string[] }> {
  const folder = dirname(file);
  const stem = basename(file).replace(/\.jsonl?(\.gz)?$/, '');
  const beside = (await readdir(folder)).filter((name) => /annotation/i.test(name) && /\.jsonl?$/.test(name)).sort();
  const own = beside.filter((name) => name.startsWith(stem));
  const byId = new Map<string, Annotation>();
  const hashes: string[] = [];
  for (const name of own.length > 0 ? own : beside) {
    const { records, content } = await readRecords(join(folder, name));
    hashes.push(sha256(content));
    for (const record of records) {
      const read = parseRecord(record, annotationSchema, 'ID');
      if ('malformed' in read)
        throw new UserMistake(tellMalformed(read.malformed), { hint: 'mend it, or move it away' });
      byId.set(read.parsed.ID, read.parsed);
    }
  }
  return { byId, hashes };
}

/** Folders `Test` or `<file>-Test` beside the records, with a folder for each record: `/` in its ID is written `_`. */
async function readFixtures(file: string): Promise<{ of: (id: string) => Map<string, Buffer>; hashes: string[] }> {
  const stem = basename(file).replace(/\.jsonl?(\.gz)?$/, '');
  const found = new Map<string, Buffer>();
  for (const name of ['Test', `${stem}-Test`]) {
    const folder = join(dirname(file), name);
    if (await isFolder(folder)) for (const [path, content] of await readFolder(folder)) found.set(path, content);
  }
  const hashes = [...found].map(([path, content]) => sha256(`${path}\0${sha256(content)}`));
  return {
    hashes,
    of: (id) => {
      const folder = `${id.replaceAll('/', '_')}/`;
      return new Map(
        [...found].filter(([path]) => path.startsWith(folder)).map(([path, all]) => [`Test/${path}`, all]),
      );
    },
  };
}

function told({ file, place }: RawRecord, name: string, field: string, problem: string): Malformed {
  return { file, record: `${place} (${name})`, field, problem };
}

function listed(names: readonly string[]): string {
  return names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');
}
