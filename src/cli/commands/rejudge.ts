import pc from 'picocolors';
import { exitCodes } from '../../core/exit-codes.ts';
import type { TierName } from '../../core/tier.ts';
import type { EnvironmentChoice } from '../../open-judge.ts';
import { openSuite } from '../../open-suite.ts';
import { rejudgeStored } from '../../rejudge.ts';
import type { AttemptResult, Difference } from '../../runner/rejudge.ts';
import { findRun } from '../../store/find-run.ts';
import { readManifest } from '../../store/manifest.ts';
import { watchInterruption } from '../interruption.ts';
import { ProgressLine } from '../progress-line.ts';
import { numberFlag } from '../study-options.ts';

export interface RejudgeFlags {
  /** The run's own when absent. */
  readonly suite?: string;
  readonly environment: EnvironmentChoice;
  readonly tier?: TierName;
  readonly workers?: string;
  readonly runs: string;
  readonly json?: boolean;
}

export async function rejudge(reference: string, flags: RejudgeFlags): Promise<void> {
  const old = await findRun(flags.runs, reference);
  const { suite: own } = await readManifest(old);
  const suite = await openSuite(flags.suite ?? (own.name === 'core' ? own.name : own.folder));
  const workers = numberFlag('--workers', flags.workers, { least: 1, most: 256, whole: true });
  const interruption = watchInterruption(() => process.stderr.write('\nstopping\n'));
  const line = new ProgressLine();
  try {
    const { folder, outcome } = await rejudgeStored({
      folder: old,
      suite,
      environment: flags.environment,
      runsFolder: flags.runs,
      arguments: process.argv.slice(2),
      ...(flags.tier !== undefined && { tier: flags.tier }),
      ...(workers !== undefined && { workers }),
      signal: interruption.signal,
      force: interruption.force,
      onProgress: (progress) => line.update(progress),
    });
    line.end();
    const { differences, same, skipped } = outcome;
    if (flags.json) {
      process.stdout.write(`${JSON.stringify({ folder, same, differences, skipped }, null, 2)}\n`);
    } else {
      for (const difference of differences) process.stdout.write(`${inWords(difference)}\n`);
      for (const { task, reason } of skipped) process.stdout.write(pc.dim(`skipped ${task}: ${reason}\n`));
      process.stdout.write(`${same} results as before, ${differences.length} differ: ${folder}\n`);
    }
    if (outcome.outcome.status === 'stopped') process.exitCode = exitCodes.interrupted;
  } finally {
    line.end();
    interruption.release();
  }
}

function inWords({ attempt, before, after }: Difference): string {
  const shown = attempt.shown === undefined ? '' : ` ${attempt.shown}`;
  const name = `${attempt.task} ${attempt.mode}/${attempt.strategy}${shown} #${attempt.sample}`;
  return `${name}: ${before === undefined ? 'nothing' : gist(before)} → ${pc.bold(gist(after))}`;
}

function gist(result: AttemptResult): string {
  if (result.type === 'classified') return `${result.answer ?? 'no answer'} (${result.correct ? 'right' : 'wrong'})`;
  const { verdict, reason } = result.judgement;
  return reason === undefined ? verdict : `${verdict} (${reason})`;
}
