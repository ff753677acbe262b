import { readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pc from 'picocolors';
import { analyseReferences } from '../../analyse-references.ts';
import { type Analysed, analyseRun, candidateHashes, storeAnalyses } from '../../analyse-run.ts';
import { type AnalyserOptions, defaultAnalysers, openAnalyser } from '../../analysers/registry.ts';
import { readSarif } from '../../analysers/sarif/read-sarif.ts';
import type { Analyser } from '../../core/analyser.ts';
import { SecevalError, UserMistake } from '../../core/errors.ts';
import { exitCodes } from '../../core/exit-codes.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { openSuite } from '../../open-suite.ts';
import { analyserPage } from '../../report/markdown/analyser-page.ts';
import { analyserTable } from '../../report/terminal/analyser-table.ts';
import type { Page } from '../../report/terminal/code-table.ts';
import { readBlobsOf } from '../../store/blob-folder.ts';
import { findRun } from '../../store/find-run.ts';
import { readManifest } from '../../store/manifest.ts';
import { mayColour } from '../colour.ts';
import { watchInterruption } from '../interruption.ts';
import { plainText } from '../plain-text.ts';
import { ProgressLine } from '../progress-line.ts';
import { openSuiteOf, readReport } from '../read-report.ts';
import { tellRun } from '../tell-run.ts';

export interface AnalyseFlags {
  readonly tool?: string[];
  readonly config?: string;
  readonly packs?: string;
  readonly sarif?: string[];
  readonly export?: string;
  readonly references?: string;
  readonly markdown?: boolean;
  readonly runs: string;
  readonly json?: boolean;
}

const mostSarifBytes = 256 * 1024 * 1024;

export async function analyse(reference: string, flags: AnalyseFlags): Promise<void> {
  if (flags.references !== undefined) return tellReferences(flags.references, flags);
  const folder = await findRun(flags.runs, reference);
  if (flags.export !== undefined) return exportCandidates(folder, flags.export);
  const stored = await Promise.all((flags.sarif ?? []).map((file) => takeIn(file, folder)));
  // A SARIF file alone asks for no other tool.
  const names = flags.tool ?? (stored.length > 0 ? [] : await defaultAnalysers());
  const { analysed, interrupted } = await runTools([...new Set(names)], folder, flags);
  for (const line of [...stored.flat(), ...analysed]) tell(line);
  if (interrupted) {
    process.stderr.write('stopped; seceval analyse goes on where it was\n');
    process.exitCode = exitCodes.interrupted;
    return;
  }
  if (flags.markdown === true && flags.json !== true) {
    const suite = await openSuiteOf(await readManifest(folder));
    const { analysers } = await readReport(folder, { suite, ks: [1] });
    process.stdout.write(analyserPage(analysers));
    return;
  }
  await tellRun(folder, { k: '1', runs: flags.runs, ...(flags.json === true && { json: true }) });
}

async function runTools(
  names: readonly string[],
  folder: string,
  flags: AnalyseFlags,
): Promise<{ readonly analysed: readonly Analysed[]; readonly interrupted: boolean }> {
  const interruption = watchInterruption(() => process.stderr.write('\nstopping\n'));
  const line = new ProgressLine();
  const analysers: Analyser[] = [];
  try {
    for (const name of names) analysers.push(await openAnalyser(name, toolOptions(flags)));
    const began = Date.now();
    const analysed = await analyseRun({
      folder,
      analysers,
      signal: interruption.signal,
      onProgress: ({ done, total }) => {
        const rate = done / Math.max(0.001, (Date.now() - began) / 1000);
        line.update({ done, total, rate, secondsLeft: (total - done) / rate });
      },
    });
    return { analysed, interrupted: interruption.signal.aborted };
  } finally {
    line.end();
    interruption.release();
    await Promise.all(analysers.map((analyser) => analyser.close()));
  }
}

function toolOptions({ config, packs }: AnalyseFlags): AnalyserOptions {
  return { ...(config !== undefined && { config }), ...(packs !== undefined && { packs }) };
}

async function tellReferences(name: string, flags: AnalyseFlags): Promise<void> {
  const suite = await openSuite(name);
  const analysers: Analyser[] = [];
  try {
    for (const tool of flags.tool ?? (await defaultAnalysers())) {
      analysers.push(await openAnalyser(tool, toolOptions(flags)));
    }
    const reports = await analyseReferences(suite, analysers);
    const page: Page = {
      columns: process.stdout.columns ?? 100,
      estimand: 'new-tasks',
      paint: pc.createColors(mayColour(process.stdout)),
    };
    if (flags.json === true) process.stdout.write(`${JSON.stringify(reports, null, 2)}\n`);
    else if (flags.markdown === true) process.stdout.write(analyserPage(reports));
    else process.stdout.write(`${analyserTable(reports, page).join('\n')}\n`);
  } finally {
    await Promise.all(analysers.map((analyser) => analyser.close()));
  }
}

/** Stores what a SARIF file says of the run's candidates, found by the names that `--export` gave them. */
async function takeIn(file: string, folder: string): Promise<readonly Analysed[]> {
  const text = await readSarifFile(file);
  const hashes = [...(await candidateHashes(folder))];
  const told: Analysed[] = [];
  for (const { tool, version, findings, unread } of readSarif(text, file)) {
    const records = hashes.map((code) => {
      const reason = unread.get(`${code}.py`);
      const analysis =
        reason === undefined
          ? { state: 'done' as const, findings: [...(findings.get(`${code}.py`) ?? [])] }
          : { state: 'failed' as const, reason };
      return { tool, version, code, analysis };
    });
    const named = new Set(hashes.map((code) => `${code}.py`));
    const foreign = [...findings.keys()].filter((name) => !named.has(name)).length;
    if (foreign > 0 && foreign === findings.size) {
      throw new UserMistake(`${file}: none of its files is a candidate of this run`, {
        hint: `write them first: seceval analyse --export FOLDER, and let the tool read that folder`,
      });
    }
    if (foreign > 0) process.stderr.write(pc.yellow(`${file}: ${foreign} files are no candidates of this run\n`));
    await storeAnalyses(folder, records);
    const failed = records.filter(({ analysis }) => analysis.state === 'failed').length;
    told.push({ tool, version, made: records.length, known: 0, failed });
  }
  return told;
}

async function readSarifFile(file: string): Promise<string> {
  try {
    if ((await stat(file)).size <= mostSarifBytes) return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UserMistake(`cannot read ${file}`, { cause, hint: 'name a SARIF file' });
  }
  throw new UserMistake(`${file} is larger than ${mostSarifBytes / 1024 / 1024} MiB`, {
    hint: 'let the tool read fewer files at a time',
  });
}

/** Writes each candidate as `<hash>.py`: a name that says nothing of its verdict. */
async function exportCandidates(folder: string, target: string): Promise<void> {
  const blobs = readBlobsOf(folder);
  let written = 0;
  try {
    await makeFolder(target);
    for (const hash of await candidateHashes(folder)) {
      const code = await blobs.readBlob(hash);
      if (code === undefined) continue;
      await writeFile(join(target, `${hash}.py`), code);
      written += 1;
    }
  } catch (cause) {
    if (SecevalError.isInstance(cause)) throw cause;
    throw new UserMistake(`cannot write to ${target}`, { cause, hint: 'name a folder that you may write to' });
  }
  process.stdout.write(
    `${written} candidates in ${resolve(target)}: written by a model, to be read and not run\n` +
      `then: seceval analyse --sarif FILE\n`,
  );
}

function tell({ tool, version, made, known, failed }: Analysed): void {
  const parts = [`${made} analysed`, ...(known > 0 ? [`${known} known already`] : [])];
  if (failed > 0) parts.push(`${failed} it could not read`);
  process.stderr.write(`${pc.bold(plainText(tool))} ${plainText(version)}: ${parts.join(', ')}\n`);
}
