import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { UserMistake } from '../../core/errors.ts';
import { exitCodes } from '../../core/exit-codes.ts';
import type { Mode } from '../../core/mode.ts';
import type { TierName } from '../../core/tier.ts';
import { type EnvironmentChoice, openEnvironment, openJudge } from '../../open-judge.ts';
import { openSuite } from '../../open-suite.ts';
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
  const environment = await openEnvironment(suite, flags.environment);
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
  const reason = result.reason === undefined ? '' : ` (${result.reason})`;
  return `${result.task} #${result.sample} ${result.verdict}${reason}`;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UserMistake(`cannot read ${file}`, { cause, hint: 'name a file of JSON Lines, or - for standard input' });
  }
}
