import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { UserMistake } from '../../core/errors.ts';
import { exitCodes } from '../../core/exit-codes.ts';
import type { Mode } from '../../core/mode.ts';
import type { TierName } from '../../core/tier.ts';
import { tasksNamed } from '../../nothing-runs.ts';
import { type EnvironmentChoice, openEnvironment, openJudge } from '../../open-judge.ts';
import { openSuite } from '../../open-suite.ts';
import { scopeLabels } from '../../report/narrow-scopes.ts';
import { assertJudgeable, assertShown, type ScoreResult, scoreRecords } from '../../score.ts';
import { readScoreRecords } from '../../score-records.ts';
import { watchInterruption } from '../interruption.ts';
import { numberFlag } from '../study-options.ts';

export interface ScoreFlags {
  readonly suite: string;
  readonly environment: EnvironmentChoice;
  readonly tier?: TierName;
  readonly workers?: string;
  readonly mode: Mode;
  readonly json?: boolean;
}

export async function score(file: string, flags: ScoreFlags): Promise<void> {
  const suite = await openSuite(flags.suite);
  const content = file === '-' ? await text(process.stdin) : await readText(file);
  const records = readScoreRecords(file === '-' ? 'standard input' : file, content, suite, flags.mode);
  for (const record of records) assertShown(suite, record);
  const chosen = numberFlag('--workers', flags.workers, { least: 1, most: 256, whole: true });
  const named = tasksNamed(suite, new Set(records.map(({ attempt }) => attempt.task)));
  const environment = await openEnvironment(suite, flags.environment, named);
  const { judge, workers, whyNot } = await openJudge(suite, environment, {
    environment: flags.environment,
    ...(flags.tier !== undefined && { tier: flags.tier }),
    ...(chosen !== undefined && { workers: chosen }),
  });
  const interruption = watchInterruption(() => process.stderr.write('\nstopping\n'));
  try {
    assertJudgeable(suite, records, whyNot);
    for await (const result of scoreRecords({ suite, judge, records, workers, signal: interruption.signal })) {
      process.stdout.write(flags.json ? `${JSON.stringify(result)}\n` : `${inWords(result)}\n`);
    }
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    process.exitCode = exitCodes.interrupted;
  } finally {
    interruption.release();
    await judge.close();
  }
}

function inWords(result: ScoreResult): string {
  if ('correct' in result) {
    return `${result.task} #${result.sample} ${result.correct ? 'right' : 'wrong'} (${result.answer ?? 'no answer'})`;
  }
  const scope = scopeLabels[result.scope ?? 'full'];
  const integrity = result.integrity === 'in-process' ? 'integrity: in-process' : undefined;
  const told = [result.reason, scope, integrity].filter((one) => one !== undefined).join(', ');
  return `${result.task} #${result.sample} ${result.verdict}${told === '' ? '' : ` (${told})`}`;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UserMistake(`cannot read ${file}`, { cause, hint: 'name a file of JSON Lines, or - for standard input' });
  }
}
