import pc from 'picocolors';
import { exitCodes } from '../../core/exit-codes.ts';
import type { TierName } from '../../core/tier.ts';
import { type EnvironmentChoice, openEnvironment, openJudge } from '../../open-judge.ts';
import { openMutants } from '../../open-mutants.ts';
import { openSuite } from '../../open-suite.ts';
import { type MutationProgress, mutateTasks } from '../../suite/mutation/mutate-tasks.ts';
import {
  type MutationRow,
  mutationTable,
  rejectedOfAll,
  rejectedOfWeaker,
} from '../../suite/mutation/mutation-table.ts';
import { selectTasks } from '../../suite/select-tasks.ts';
import { watchInterruption } from '../interruption.ts';
import { plainText } from '../plain-text.ts';
import { numberFlag } from '../study-options.ts';

export interface MutateFlags {
  readonly suite: string;
  readonly environment: EnvironmentChoice;
  readonly tier?: TierName;
  readonly workers?: string;
  readonly check?: boolean;
  readonly json?: boolean;
}

/** The least share of weaker mutants that the tests must reject. */
const leastRejected = 0.95;

export async function mutate(references: readonly string[], flags: MutateFlags): Promise<void> {
  const suite = await openSuite(flags.suite);
  const tasks = references.length === 0 ? suite.tasks : selectTasks(suite, references);
  const chosen = numberFlag('--workers', flags.workers, { least: 1, most: 256, whole: true });
  const environment = await openEnvironment(suite, flags.environment);
  const { judge, whyNot } = await openJudge(suite, environment, {
    environment: flags.environment,
    ...(flags.tier !== undefined && { tier: flags.tier }),
    ...(chosen !== undefined && { workers: chosen }),
  });
  const interruption = watchInterruption(() =>
    process.stderr.write('\nstopping; the tasks that are done are stored\n'),
  );
  const { signal } = interruption;
  try {
    const result = await mutateTasks({
      tasks,
      judge,
      seed: suite.seed,
      list: openMutants(suite, environment, signal),
      check: flags.check ?? false,
      whyNot,
      signal,
      onMutant: tellProgress(),
    });
    const table = mutationTable(result.tasks);
    const findings = result.tasks.flatMap(({ task, findings: told }) => told.map((detail) => ({ task, detail })));
    if (flags.json) {
      process.stdout.write(`${JSON.stringify({ ...table, findings, skipped: result.skipped }, null, 2)}\n`);
    } else {
      tellRows('operator', [...table.operators, table.all]);
      tellRows('task', [...table.tasks, table.all]);
      for (const { task, detail } of findings) process.stdout.write(`${pc.red('✗')} ${task} ${plainText(detail)}\n`);
      for (const { task, reason } of result.skipped) process.stdout.write(`skipped ${task}: ${reason}\n`);
    }
    const share = rejectedOfWeaker(table.all) ?? 1;
    if (signal.aborted) process.exitCode = exitCodes.interrupted;
    else if (findings.length > 0 || share < leastRejected) process.exitCode = exitCodes.gateFailed;
  } finally {
    interruption.release();
    await judge.close();
  }
}

function tellProgress(): (progress: MutationProgress) => void {
  const started = Date.now();
  let told = started;
  return ({ task, done, total, fates }) => {
    const now = Date.now();
    if (now - told < 5000 && done < total) return;
    told = now;
    const left = Math.ceil(((now - started) / done / 1000) * (total - done));
    const seen = `${fates.vulnerable} vulnerable, ${fates.secure} secure`;
    process.stderr.write(`${done}/${total} mutants · ${seen} · ${left} s left · ${task}\n`);
  };
}

const columns = ['vulnerable', 'secure', 'equivalent', 'elsewhere', 'unstable', 'broken', 'invalid'] as const;

function tellRows(title: string, rows: readonly MutationRow[]): void {
  const width = Math.max(title.length, ...rows.map(({ name }) => name.length));
  const heads = [...columns, 'rejected', 'of weaker'].map((name) => name.padStart(10)).join(' ');
  process.stdout.write(`${pc.bold(`${title.padEnd(width)} ${heads}`)}\n`);
  for (const row of rows) {
    const counts = columns.map((name) => String(row[name]).padStart(10)).join(' ');
    const shares = [rejectedOfAll(row), rejectedOfWeaker(row)].map(percent).join(' ');
    process.stdout.write(`${row.name.padEnd(width)} ${counts} ${shares}\n`);
  }
  process.stdout.write('\n');
}

function percent(share: number | undefined): string {
  return (share === undefined ? '-' : `${(share * 100).toFixed(1)} %`).padStart(10);
}
