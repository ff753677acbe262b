import pc from 'picocolors';
import { startBusyLoops } from '../../busy-loops.ts';
import { UserMistake } from '../../core/errors.ts';
import { exitCodes } from '../../core/exit-codes.ts';
import type { Task } from '../../core/task.ts';
import type { TierName } from '../../core/tier.ts';
import { type EnvironmentChoice, openEnvironment, openJudge } from '../../open-judge.ts';
import { openProofs } from '../../open-proofs.ts';
import { openSuite } from '../../open-suite.ts';
import { readMutants } from '../../suite/mutation/stored-mutants.ts';
import { selectTasks } from '../../suite/select-tasks.ts';
import { type VerifyReport, verifyTasks } from '../../suite/verify-tasks.ts';
import { watchInterruption } from '../interruption.ts';
import { plainText } from '../plain-text.ts';
import { ProgressLine } from '../progress-line.ts';
import { chosenVary, numberFlag } from '../study-options.ts';

export interface VerifyFlags {
  readonly suite: string;
  readonly environment: EnvironmentChoice;
  readonly tier?: TierName;
  readonly workers?: string;
  readonly repeat?: string;
  readonly load?: string;
  readonly vary?: string;
  readonly seed?: string;
  readonly margins?: boolean;
  readonly changed?: boolean;
  readonly record?: boolean;
  readonly json?: boolean;
}

export async function verify(references: readonly string[], flags: VerifyFlags): Promise<void> {
  const suite = await openSuite(flags.suite, chosenVary(flags));
  if ((suite.vary !== undefined || flags.seed !== undefined) && (flags.record || flags.changed)) {
    throw new UserMistake('proofs on record are of the suite as it is on disk, with neither other names nor payloads', {
      hint: 'leave out --record and --changed, or --vary and --seed',
    });
  }
  const tasks = references.length === 0 ? suite.tasks : selectTasks(suite, references);
  const chosen = numberFlag('--workers', flags.workers, { least: 1, most: 256, whole: true });
  const repeat = numberFlag('--repeat', flags.repeat, { least: 1, most: 1000, whole: true });
  const load = numberFlag('--load', flags.load, { least: 0, most: 256, whole: true });
  const seed = numberFlag('--seed', flags.seed, { least: 0, most: Number.MAX_SAFE_INTEGER, whole: true });
  const environment = await openEnvironment(suite, flags.environment, tasks);
  const { judge, workers, whyNot } = await openJudge(suite, environment, {
    environment: flags.environment,
    ...(flags.tier !== undefined && { tier: flags.tier }),
    ...(chosen !== undefined && { workers: chosen }),
  });
  const ground = { environment: environment.fingerprint, tier: judge.describe().tier };
  const proofs = flags.changed || flags.record ? await openProofs(suite, tasks, ground) : undefined;
  const proven: string[] = [];
  const endLoad = startBusyLoops(load ?? 0);
  const interruption = watchInterruption(() => process.stderr.write('\nstopping\n'));
  const line = new ProgressLine();
  try {
    const report = await verifyTasks({
      suite,
      tasks,
      judge,
      workers,
      repeat,
      margins: flags.margins,
      seed,
      whyNot,
      onRecord: flags.changed ? await proofs?.stillProven(Date.now()) : undefined,
      signal: interruption.signal,
      onTask: (task, findings) => {
        if (findings.length === 0) proven.push(task);
        if (flags.json) return;
        line.end();
        process.stdout.write(`${findings.length === 0 ? pc.green('✓') : pc.red('✗')} ${task}\n`);
        for (const { check, detail } of findings) process.stdout.write(`    ${pc.bold(check)}: ${plainText(detail)}\n`);
      },
      onProgress: (progress) => line.update(progress),
    });
    line.end();
    if (flags.record) await proofs?.record({ proven, unsound: report.failed.map(({ task }) => task) });
    if (flags.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else
      process.stdout.write(
        `${report.passed} of ${report.tasks} tasks are sound${recorded(report)}${await unmutated(tasks)}\n`,
      );
    for (const what of flags.json ? [] : beyondProof(report)) process.stdout.write(`${pc.yellow('!')} ${what}\n`);
    for (const { task, reason } of flags.json ? [] : report.skipped)
      process.stdout.write(`skipped ${task}: ${reason}\n`);
    if (interruption.signal.aborted) process.exitCode = exitCodes.interrupted;
    else if (report.failed.length > 0) process.exitCode = exitCodes.gateFailed;
  } finally {
    line.end();
    interruption.release();
    await endLoad();
    await judge.close();
  }
}

/** What cannot be proven of foreign tasks, once for all of a kind. */
function beyondProof({ unproven }: VerifyReport): string[] {
  return [...new Set(unproven.map(({ what }) => what))].map((what) => {
    const tasks = unproven.filter((one) => one.what === what).length;
    return `of ${tasks} foreign tasks nobody can prove ${what}: docs/guide/import.md`;
  });
}

function recorded({ onRecord }: VerifyReport): string {
  return onRecord === 0 ? '' : `, ${onRecord} of them by a proof on record`;
}

/** Tasks whose mutants nobody has judged are sound as far as was looked. */
async function unmutated(tasks: readonly Task[]): Promise<string> {
  const stored = await Promise.all(tasks.filter(({ definition }) => definition.oracle === 'judge').map(readMutants));
  const without = stored.filter((one) => one === undefined).length;
  return without === 0 ? '' : `; the mutants of ${without} have not been judged: seceval suite mutate`;
}
