import pc from 'picocolors';
import { judgeGates } from '../report/gate.ts';
import { renderJson } from '../report/json/render-json.ts';
import { parseGate } from '../report/parse-gate.ts';
import type { ReportDocument } from '../report/report-document.ts';
import { renderTerminal } from '../report/terminal/render-terminal.ts';
import { readManifest } from '../store/manifest.ts';
import { mayColour } from './colour.ts';
import { plainText } from './plain-text.ts';
import { openSuiteOf, readReport } from './read-report.ts';
import { formOnOutput, writeReportFiles } from './report-files.ts';
import type { ReportFileFlags } from './report-options.ts';
import { chosenK } from './study-options.ts';

export interface ReportFlags extends ReportFileFlags {
  readonly k: string;
  readonly failUnder?: string[];
  readonly json?: boolean;
}

/** Prints what came of a run, writes what was asked for, and says whether the gates hold. */
export async function tellRun(folder: string, flags: ReportFlags): Promise<boolean> {
  const manifest = await readManifest(folder);
  const gates = (flags.failUnder ?? []).map(parseGate);
  const ks = chosenK(flags.k, manifest.study.samples);
  const taken = formOnOutput(flags, flags.json === true) !== undefined || flags.json === true;
  const suite = await openSuiteOf(manifest);
  const document = await readReport(folder, { suite, ks });
  if (flags.json) process.stdout.write(renderJson(document));
  else if (!taken) {
    const colour = mayColour(process.stdout);
    process.stdout.write(renderTerminal(document, { columns: process.stdout.columns ?? 80, colour }));
  }
  const aside = taken ? process.stderr : process.stdout;
  const told = await writeReportFiles(folder, flags, { document, suite });
  if (told.length > 0) aside.write(`\n${told.join('\n')}\n`);
  tellFailures(document);
  if (gates.length === 0) return true;
  const { passed, lines } = judgeGates(document, gates);
  const paint = pc.createColors(mayColour(aside));
  aside.write(lines.map((line) => `${line.passed ? paint.green('✓') : paint.red('✗')} ${line.text}\n`).join(''));
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
