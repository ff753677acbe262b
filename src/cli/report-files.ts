import { join, resolve } from 'node:path';
import { UserMistake } from '../core/errors.ts';
import type { Suite } from '../core/task.ts';
import type { JudgedReport, ReportDocument } from '../report/report-document.ts';
import { readBlobsOf } from '../store/blob-folder.ts';
import { readAppFiles } from './app-files.ts';
import { writeOutput } from './output-file.ts';
import type { ListedReport } from './read-listed.ts';
import { referencesOf } from './references-of.ts';
import type { ReportFileFlags } from './report-options.ts';

type Form = Exclude<keyof ReportFileFlags, 'candidates'>;

interface Source extends ListedReport {
  readonly readBlob: (hash: string) => Promise<string | undefined>;
  /** Undefined where it cannot be opened any more. */
  readonly suite: Suite | undefined;
}

/** Each form is loaded when it is asked for. */
const forms: Readonly<Record<Form, (source: Source) => Promise<string | Uint8Array>>> = {
  html: async ({ document, whole, readBlob, suite }) => {
    const { renderPage } = await import('../report/page/render-page.ts');
    return renderPage(document, { whole, readBlob, referencesOf: referencesOf(suite), app: await readAppFiles() });
  },
  markdown: async ({ document }) => (await import('../report/markdown/render-markdown.ts')).renderMarkdown(document),
  latex: async ({ document }) => (await import('../report/latex/render-latex.ts')).renderLatex(document),
  junit: async ({ document }) => (await import('../report/junit/render-junit.ts')).renderJunit(document),
  badge: async ({ document }) => (await import('../report/badge/render-badge.ts')).renderBadge(document),
  csv: async ({ document }) => {
    const { attemptColumns, attemptRecords } = await import('../report/table/attempt-columns.ts');
    return (await import('../report/csv/render-csv.ts')).renderCsv(attemptColumns, attemptRecords(document));
  },
  csvRates: async ({ document }) => {
    const { rateColumns, rateRecords } = await import('../report/table/rate-columns.ts');
    return (await import('../report/csv/render-csv.ts')).renderCsv(rateColumns, rateRecords(document));
  },
  parquet: async ({ document }) => {
    const { attemptColumns, attemptRecords } = await import('../report/table/attempt-columns.ts');
    const { renderParquet } = await import('../report/parquet/render-parquet.ts');
    const about = { 'seceval.run': document.manifest.id, 'seceval.suite': document.manifest.suite.fingerprint };
    return renderParquet({ columns: attemptColumns, items: attemptRecords(document), about });
  },
  sarif: async ({ document, readBlob, suite }) => {
    const { renderSarif } = await import('../report/sarif/render-sarif.ts');
    const tasks = suite?.tasks ?? [];
    return renderSarif(document, {
      entryPoints: new Map(tasks.map(({ definition }) => [definition.id, definition['entry-points']])),
      explanations: new Map(tasks.map(({ definition, explanation }) => [definition.id, explanation])),
      readCode: async ({ code }) => (code === undefined ? undefined : readBlob(code)),
    });
  },
};

/** The form that goes to standard output, where nothing else may go then. Throws UserMistake when there are several. */
export function formOnOutput(flags: ReportFileFlags, json: boolean): Form | undefined {
  const chosen = formsOf(flags).filter((form) => flags[form] === '-');
  const [form] = chosen;
  if (chosen.length + Number(json) > 1) {
    const named = [...chosen.map(flagName), ...(json ? ['--json'] : [])];
    throw new UserMistake(`${named.join(' and ')} cannot both go to standard output`, {
      hint: 'name a file for one of them',
    });
  }
  if (form === 'parquet' && process.stdout.isTTY) {
    throw new UserMistake('--parquet - would write binary data to a terminal', {
      hint: 'name a file, or send it on with |',
    });
  }
  if (flags.candidates === '-') throw new UserMistake('--candidates takes a folder, not -');
  return form;
}

/** Writes what was asked for; returns the lines that say where. */
export async function writeReportFiles(
  folder: string,
  flags: ReportFileFlags,
  { document, whole, suite }: Pick<Source, 'document' | 'whole' | 'suite'>,
): Promise<string[]> {
  const blobs = readBlobsOf(folder);
  const source: Source = { document, whole, suite, readBlob: (hash) => blobs.readBlob(hash) };
  const told: string[] = [];
  for (const form of formsOf(flags)) {
    const file = flags[form] ?? '';
    const content = await forms[form](source);
    if (file === '-') {
      process.stdout.write(content);
      continue;
    }
    await writeOutput(file, content, flagName(form));
    told.push(`${form === 'html' ? 'Report' : flagName(form).slice(2)}: ${resolve(file)}`);
  }
  if (flags.candidates !== undefined) told.push(await writeCandidates(flags.candidates, source));
  return told;
}

async function writeCandidates(folder: string, { document, readBlob }: Source): Promise<string> {
  const { candidatePath } = await import('../report/sarif/render-sarif.ts');
  let count = 0;
  for (const attempt of document.attempts) {
    if (!isVulnerable(attempt) || attempt.code === undefined) continue;
    const code = await readBlob(attempt.code);
    if (code === undefined) continue;
    await writeOutput(join(folder, candidatePath(attempt)), code, '--candidates');
    count++;
  }
  return `${count} vulnerable candidates: ${resolve(folder)}`;
}

function isVulnerable(attempt: ReportDocument['attempts'][number]): attempt is JudgedReport {
  return attempt.kind === 'judged' && attempt.verdict === 'vulnerable';
}

function formsOf(flags: ReportFileFlags): Form[] {
  return (Object.keys(forms) as Form[]).filter((form) => flags[form] !== undefined);
}

function flagName(form: Form): string {
  return `--${form.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
