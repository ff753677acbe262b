import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UserMistake } from '../../core/errors.ts';
import { readSarif } from '../sarif/read-sarif.ts';
import type { ExternalTool, Scan, ScanFolders } from './external-analyser.ts';
import { runTool } from './run-tool.ts';
import { lastLine, readToolVersion } from './tool-output.ts';

const queries = 'codeql/python-queries:codeql-suites/python-security-extended.qls';

interface CodeqlScan {
  readonly program: string;
  readonly packs: readonly string[];
  readonly folders: ScanFolders;
  readonly signal: AbortSignal | undefined;
}

/** CodeQL with its security-extended queries, which must lie beside it (the bundle has them) or in `packs`. */
export async function createCodeql(program: string, packs: string | undefined): Promise<ExternalTool> {
  const version = await readToolVersion(program);
  const folders = packs === undefined ? [] : [`--additional-packs=${resolve(packs)}`];
  return {
    name: 'codeql',
    version,
    scan: (scanned, signal) => scan({ program, packs: folders, folders: scanned, signal }),
  };
}

async function scan({ program, packs, folders: { candidates, scratch }, signal }: CodeqlScan): Promise<Scan> {
  const database = join(scratch, 'database');
  const log = join(scratch, 'findings.sarif');
  const steps = [
    // CodeQL's extractor for Python parses; no build command is run.
    ['database', 'create', database, '--language=python', `--source-root=${candidates}`, '--threads=1', '--quiet'],
    [
      'database',
      'analyze',
      database,
      queries,
      '--format=sarif-latest',
      `--output=${log}`,
      '--threads=1',
      '--quiet',
      ...packs,
    ],
  ];
  for (const args of steps) {
    const outcome = await runTool({ program, args, folder: scratch, limits: { timeoutMs: 1_800_000 }, signal });
    if (!outcome.ended) return { worked: false, reason: outcome.reason };
    if (outcome.exitCode !== 0) return { worked: false, reason: lastLine(outcome.stderr) };
  }
  const [run] = readSarif(await readFile(log, 'utf8'), "CodeQL's answer");
  if (run === undefined) throw new UserMistake('CodeQL answers with a log without a run');
  return { worked: true, findings: run.findings, unread: run.unread };
}
