import type { ReportDocument } from './report-document.ts';
import { codeRows, intervalNote } from './select-rows.ts';
import { plural } from './show-metric.ts';

/** What a reader of the figures must know of the run, a sentence each; nothing when there is nothing. */
export function runNotes(document: ReportDocument): string[] {
  const { manifest, totals, perTask, unknownTasks } = document;
  const weak = perTask
    .filter(({ task, fit }) => fit === 'weak' && !unknownTasks.includes(task))
    .map(({ task }) => task);
  const rows = codeRows([...document.overall, ...document.outsideHeadline]);
  const inconclusive = rows.reduce((sum, { counts }) => sum + counts.verdicts.inconclusive, 0);
  const inProcess = rows.reduce((sum, { counts }) => sum + counts.inProcess, 0);
  return [
    totals.open > 0 && openNote(document),
    inconclusive > 0 &&
      `${plural(inconclusive, 'attempt')} inconclusive, through faults of the harness: left out of the rates; --json gives each rate with them failing and passing`,
    inProcess > 0 &&
      `integrity in-process: ${plural(inProcess, 'verdict')} of foreign tests that share the candidate's process, which a candidate that means to could forge`,
    intervalNote(document),
    weak.length > 0 && `outside the headline, as their weakness fits Python weakly: ${listSome(weak)}`,
    unknownTasks.length > 0 &&
      `not in this suite, so outside the headline: ${listSome(unknownTasks)} (the run was made with ${manifest.suite.name} ${manifest.suite.version})`,
    manifest.skipped.length > 0 && `skipped: ${listSome(byReason(manifest.skipped))}`,
    manifest.study.choices !== undefined &&
      `identify chose among ${manifest.study.choices.length} weaknesses, not all of the suite's`,
    manifest.environment.kind === 'host' && "judged in the machine's own Python: not to be pooled with other runs",
    manifest.stamps?.includes('suite-readable') === true &&
      'suite-readable: the agents worked where they could read the suite, its tests included',
    manifest.sandbox.tier === 'unsafe-process' && 'judged without a sandbox (unsafe-process)',
    manifest.sandbox.deviations.length > 0 && `deviations of the sandbox: ${manifest.sandbox.deviations.join('; ')}`,
  ].filter((note): note is string => typeof note === 'string');
}

const stops = {
  finished: '',
  unfinished: '',
  interrupted: ' it was interrupted;',
  'max-cost': ' it met --max-cost;',
  error: ' it stopped at an error;',
};

/** What is open, why, and what helps: asking a recording again does not. */
function openNote({ manifest, totals }: ReportDocument): string {
  const { open, state, failedRequests } = totals;
  const failures = Object.entries(failedRequests).map(([failure, count]) => `${count} ${failure}`);
  const why = failures.length > 0 ? ` (requests failed: ${failures.join(', ')})` : '';
  const notRecorded = failedRequests['not-recorded'] ?? 0;
  const told = `${plural(open, 'attempt')} open${why}:${stops[state]}`;
  if (notRecorded === 0) return `${told} continue with seceval resume ${manifest.id}`;
  const unheld = `the recording has no answer for ${plural(notRecorded, 'attempt')}`;
  return notRecorded === open
    ? `${told} ${unheld}`
    : `${told} ${unheld}, the others continue with seceval resume ${manifest.id}`;
}

/** `CWE-367/rotate-log (why)`; with the same reason, several at once. */
function byReason(skipped: ReportDocument['manifest']['skipped']): string[] {
  const tasks = new Map<string, string[]>();
  for (const { task, reason } of skipped) tasks.set(reason, [...(tasks.get(reason) ?? []), task]);
  return [...tasks].map(([reason, all]) =>
    all.length === 1 ? `${all[0]} (${reason})` : `${all.length} tasks, ${listSome(all)} (${reason})`,
  );
}

/** The first of them, and how many more. */
function listSome(items: readonly string[]): string {
  const shown = items.slice(0, 6);
  return shown.join(', ') + (items.length > shown.length ? ` and ${items.length - shown.length} more` : '');
}
