import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import pc from 'picocolors';
import { UserMistake } from '../core/errors.ts';
import { judgeGates } from '../report/gate.ts';
import { renderHtml } from '../report/html/render-html.ts';
import { renderJson } from '../report/json/render-json.ts';
import { parseGate } from '../report/parse-gate.ts';
import type { ReportDocument } from '../report/report-document.ts';
import { renderTerminal } from '../report/terminal/render-terminal.ts';
import { readBlobsOf } from '../store/blob-folder.ts';
import { readManifest } from '../store/manifest.ts';
import { plainText } from './plain-text.ts';
import { readReport } from './read-report.ts';
import { chosenK } from './study-options.ts';

export interface ReportFlags {
  readonly k: string;
  readonly html?: string;
  readonly failUnder?: string[];
  readonly json?: boolean;
}

/** Prints what came of a run, writes what was asked for, and says whether the gates hold. */
export async function tellRun(folder: string, flags: ReportFlags): Promise<boolean> {
  const manifest = await readManifest(folder);
  const gates = (flags.failUnder ?? []).map(parseGate);
  const ks = chosenK(flags.k, manifest.study.samples);
  const document = await readReport(folder, ks);
  if (flags.json) process.stdout.write(renderJson(document));
  else {
    const colour = pc.isColorSupported && process.stdout.isTTY === true;
    process.stdout.write(renderTerminal(document, { columns: process.stdout.columns ?? 100, colour }));
  }
  if (flags.html !== undefined) await writeHtml(flags.html, folder, document, flags.json === true);
  tellFailures(document);
  if (gates.length === 0) return true;
  const { passed, lines } = judgeGates(document, gates);
  const told = lines.map((line) => `${line.passed ? pc.green('✓') : pc.red('✗')} ${line.text}\n`).join('');
  (flags.json ? process.stderr : process.stdout).write(told);
  return passed;
}

/** Why requests brought no answer: the first message of each kind of failure. */
function tellFailures({ attempts }: ReportDocument): void {
  const told = new Set<string>();
  for (const attempt of attempts) {
    if (attempt.kind !== 'open' || attempt.failure === undefined || told.has(attempt.failure)) continue;
    told.add(attempt.failure);
    process.stderr.write(`${pc.yellow(attempt.failure)}: ${plainText(attempt.detail ?? '')}\n`);
  }
}

async function writeHtml(file: string, folder: string, document: ReportDocument, quiet: boolean): Promise<void> {
  const blobs = readBlobsOf(folder);
  const html = await renderHtml(document, { readBlob: (hash) => blobs.readBlob(hash) });
  try {
    await mkdir(dirname(resolve(file)), { recursive: true });
    await writeFile(file, html);
  } catch (cause) {
    throw new UserMistake(`cannot write ${file}`, { cause, hint: 'name a file in a folder that you may write to' });
  }
  (quiet ? process.stderr : process.stdout).write(`\nReport: ${resolve(file)}\n`);
}
