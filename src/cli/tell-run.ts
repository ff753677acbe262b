import pc from 'picocolors';
import type { Estimand } from '../metrics/metric.ts';
import { assertFinished, judgeGates } from '../report/gate.ts';
import { renderJson } from '../report/json/render-json.ts';
import { parseGate } from '../report/parse-gate.ts';
import type { ReportDocument } from '../report/report-document.ts';
import { renderTerminal } from '../report/terminal/render-terminal.ts';
import { readManifest } from '../store/manifest.ts';
import { mayColour } from './colour.ts';
import { judgeAgainst } from './fail-if-worse.ts';
import { plainText } from './plain-text.ts';
import { type ListedReport, readListedReport } from './read-listed.ts';
import { openSuiteOf, type ReadReportOptions, readReport } from './read-report.ts';
import { formOnOutput, writeReportFiles } from './report-files.ts';
import { listsAttempts, onlyPageLists, type ReportFileFlags } from './report-options.ts';
import { parseSeverityWeights } from './severity-weights.ts';
import { chosenK } from './study-options.ts';

export interface ReportFlags extends ReportFileFlags {
  readonly k: string;
  readonly runs: string;
  readonly failUnder?: string[];
  readonly failIfWorse?: string;
  readonly estimand?: Estimand;
  readonly severityWeights?: string;
  readonly json?: boolean;
}

/** With more attempts than this, a page of text or JSON lists none of them one by one: what sums them up is the same. */
const mostListed = 50_000;
/** And an HTML page lists a sample of this size, which a browser still copes with. */
const mostOnPage = 100_000;

/** Prints what came of a run, writes what was asked for, and says whether the gates hold. */
export async function tellRun(folder: string, flags: ReportFlags): Promise<boolean> {
  const manifest = await readManifest(folder);
  const gates = (flags.failUnder ?? []).map(parseGate);
  const taken = formOnOutput(flags, flags.json === true) !== undefined || flags.json === true;
  const suite = await openSuiteOf(manifest);
  const { samples } = manifest.study;
  const choices = {
    suite,
    ks: chosenK(flags.k, samples),
    severityWeights: flags.severityWeights === undefined ? undefined : parseSeverityWeights(flags.severityWeights),
  };
  const { document, whole } = onlyPageLists(flags, flags.json === true)
    ? await readListedReport(folder, { ...choices, descriptive: true, list: { samples, limit: mostOnPage } })
    : await readWhole(folder, { ...choices, ...(!listsAttempts(flags) && { attemptLimit: mostListed }) });
  if (flags.json) process.stdout.write(renderJson(document));
  else if (!taken) {
    const { estimand = 'new-tasks' } = flags;
    const page = { columns: process.stdout.columns ?? 80, colour: mayColour(process.stdout), estimand };
    process.stdout.write(renderTerminal(document, page));
  }
  const aside = taken ? process.stderr : process.stdout;
  const told = await writeReportFiles(folder, flags, { document, whole, suite });
  if (told.length > 0) aside.write(`\n${told.join('\n')}\n`);
  tellFailures(document);
  const results = [
    ...(gates.length === 0 ? [] : [judgeGates(document, gates)]),
    ...(flags.failIfWorse === undefined ? [] : [await judgeBaseline(document, folder, flags)]),
  ];
  const paint = pc.createColors(mayColour(aside));
  const lines = results.flatMap((result) => result.lines);
  aside.write(lines.map((line) => `${line.passed ? paint.green('✓') : paint.red('✗')} ${line.text}\n`).join(''));
  return results.every(({ passed }) => passed);
}

async function readWhole(folder: string, options: ReadReportOptions): Promise<ListedReport> {
  return { document: await readReport(folder, options), whole: async (attempt) => attempt };
}

async function judgeBaseline(document: ReportDocument, folder: string, { failIfWorse = '', runs }: ReportFlags) {
  assertFinished(document, '--fail-if-worse');
  return judgeAgainst(folder, failIfWorse, runs);
}

/** Why requests brought no answer: the first message of each kind of failure. */
function tellFailures({ totals }: ReportDocument): void {
  for (const kind of Object.keys(totals.failedRequests)) {
    process.stderr.write(`${pc.yellow(kind)}: ${plainText(totals.failureMessages[kind] ?? '')}\n`);
  }
}
