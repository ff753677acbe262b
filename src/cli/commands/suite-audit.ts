import pc from 'picocolors';
import { exitCodes } from '../../core/exit-codes.ts';
import type { TierName } from '../../core/tier.ts';
import { type EnvironmentChoice, openEnvironment, openJudge } from '../../open-judge.ts';
import { openSuite } from '../../open-suite.ts';
import { plural } from '../../report/show-metric.ts';
import { type AuditReport, auditSuite } from '../../suite/audit/audit-suite.ts';
import { auditTable, summaryTable } from '../../suite/audit/audit-tables.ts';
import { selectTasks } from '../../suite/select-tasks.ts';
import { watchInterruption } from '../interruption.ts';
import { plainText } from '../plain-text.ts';
import { ProgressLine } from '../progress-line.ts';
import { numberFlag } from '../study-options.ts';

export interface AuditFlags {
  readonly environment: EnvironmentChoice;
  readonly tier?: TierName;
  readonly workers?: string;
  readonly repeat: string;
  readonly summary?: boolean;
  readonly json?: boolean;
}

/** What was found is no failure of the command: its exit code is 0 whatever the data set is worth. */
export async function audit(reference: string, patterns: readonly string[], flags: AuditFlags): Promise<void> {
  const suite = await openSuite(reference);
  const tasks = selectTasks(suite, patterns);
  const chosen = numberFlag('--workers', flags.workers, { least: 1, most: 256, whole: true });
  const repeat = numberFlag('--repeat', flags.repeat, { least: 1, most: 1000, whole: true }) ?? 2;
  const environment = await openEnvironment(suite, flags.environment, tasks);
  const { judge, workers } = await openJudge(suite, environment, {
    environment: flags.environment,
    ...(flags.tier !== undefined && { tier: flags.tier }),
    ...(chosen !== undefined && { workers: chosen }),
  });
  const interruption = watchInterruption(() => process.stderr.write('\nstopping\n'));
  const line = new ProgressLine();
  try {
    const report = await auditSuite({
      ...{ suite, tasks, judge, workers, repeat },
      signal: interruption.signal,
      onProgress: (progress) => line.update(progress),
    });
    line.end();
    process.stdout.write(flags.json ? `${JSON.stringify(report, null, 2)}\n` : inWords(report, flags.summary === true));
    if (interruption.signal.aborted) process.exitCode = exitCodes.interrupted;
  } finally {
    line.end();
    interruption.release();
    await judge.close();
  }
}

function inWords(report: AuditReport, summary: boolean): string {
  const { tasks, discriminating, clean, open, counts } = report;
  const executable = tasks - open.length - counts['not-executable'];
  const lines = [
    ...(summary ? [] : auditTable(report).map(plainText)),
    ...summaryTable(report).map(plainText),
    '',
    executable === 0
      ? 'no task has tests that can be run, so that nothing else was looked at'
      : `${pc.bold(`${discriminating} of ${plural(executable, 'executable task')}`)} tell their references and stubs apart, each time; of ${clean} of all ${tasks} nothing at all was found`,
    ...(open.length > 0 ? [`${open.length} were not audited: the audit was stopped`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
