import { UserMistake } from '../../core/errors.ts';
import type { ReportDocument } from '../../report/report-document.ts';
import { findRun } from '../../store/find-run.ts';
import { readManifest } from '../../store/manifest.ts';
import { besidePublished } from '../../studies/beside-published.ts';
import { codeSecEvalLayout } from '../../studies/codeseceval-layout.ts';
import { comparableSubsets } from '../../studies/codeseceval-protocol.ts';
import { type PublishedStudyName, publishedTables, readPublished } from '../../studies/published-tables.ts';
import { renderStudyTables } from '../../studies/render-study-tables.ts';
import { secuCoGenLayout } from '../../studies/secucogen-layout.ts';
import type { StudyTable } from '../../studies/study-table.ts';
import { openSuiteOf, readReport } from '../read-report.ts';
import { readStudySamples } from '../study-samples.ts';
import type { StudyTableFlags } from '../study-table-flags.ts';

/** Prints a run in the layout of a study's tables, or beside what the study published. */
export async function tellStudyTables(reference: string, flags: StudyTableFlags & { runs: string; json?: boolean }) {
  const folder = await findRun(flags.runs, reference);
  tell(await tablesOf(folder, flags), flags);
}

/** Prints the tables of a study as they were published. */
export function published(name: PublishedStudyName, flags: { readonly json?: boolean }): void {
  const study = readPublished(name);
  if (flags.json) process.stdout.write(`${JSON.stringify(study, null, 2)}\n`);
  else process.stdout.write(`${study.paper}, as published\n\n${renderStudyTables(publishedTables(study))}`);
}

async function tablesOf(folder: string, { layout, beside }: StudyTableFlags): Promise<StudyTable[]> {
  const manifest = await readManifest(folder);
  const suite = await openSuiteOf(manifest);
  if (beside === 'secucogen-2023') {
    throw new UserMistake('--beside secucogen-2023 would be no comparison: its data set was never published', {
      hint: 'seceval published secucogen-2023 shows its tables, --layout secucogen a run in their layout',
    });
  }
  if (beside !== undefined && layout === 'secucogen') {
    throw new UserMistake('--beside codeseceval-2024 has another layout than secucogen', {
      hint: 'leave out --layout',
    });
  }
  const whole = beside === undefined ? undefined : comparableSubsets(manifest, suite);
  const likeness = layout === 'secucogen';
  if (likeness && suite?.fingerprint !== manifest.suite.fingerprint) {
    throw new UserMistake('CodeBLEU needs the references of the run, and its suite has changed or is not there', {
      hint: `put ${manifest.suite.folder} back as it was`,
    });
  }
  const document = await readReport(folder, { suite, ks: [1] });
  const judged = document.attempts.flatMap((attempt) => (attempt.kind === 'judged' ? [attempt.scope ?? 'full'] : []));
  if (judged.length > 0 && judged.every((scope) => scope === 'static' || scope === 'function')) {
    throw new UserMistake(
      `the verdicts of this run are ${judged.includes('static') ? 'static-only' : 'about function only'}, and the studies' figures are about code that ran and held under attack`,
      { hint: 'seceval report shows them as they are' },
    );
  }
  const samples = await readStudySamples(document, { folder, suite, likeness });
  const isForeign = samples.some(({ subset }) => subset !== undefined);
  const tables = likeness
    ? secuCoGenLayout(samples)
    : codeSecEvalLayout(samples, isForeign ? 'CodeSecEval' : manifest.suite.name);
  if (tables.length === 0) {
    throw new UserMistake('this run has none of the experiments of that study', {
      hint: 'generate/direct, generate/aware, repair/direct, repair/explained; secucogen also classify/detect, classify/identify',
    });
  }
  const told = inProcess(document) ? tables.map(withIntegrity) : tables;
  if (whole === undefined) return told;
  return besidePublished(told, readPublished('codeseceval-2024'), (group) => whole.has(group));
}

function inProcess({ attempts }: ReportDocument): boolean {
  return attempts.some((attempt) => attempt.kind === 'judged' && attempt.integrity === 'in-process');
}

function withIntegrity(table: StudyTable): StudyTable {
  const note =
    'integrity: in-process: these tests share the process of the candidate, which could forge what they say.';
  return { ...table, notes: [...table.notes, note] };
}

function tell(tables: readonly StudyTable[], { json }: { readonly json?: boolean }): void {
  process.stdout.write(json ? `${JSON.stringify({ tables }, null, 2)}\n` : renderStudyTables(tables));
}
