import { UserMistake } from '../../core/errors.ts';
import { runFormat } from '../../core/run.ts';
import type { Verdict } from '../../core/verdict.ts';
import { attemptName, findAttempt } from '../../report/find-attempt.ts';
import { plainLine } from '../../report/plain-text.ts';
import type { Adjudication, AttemptReport, JudgedReport } from '../../report/report-document.ts';
import { findRun } from '../../store/find-run.ts';
import { openRun } from '../../store/run-folder.ts';
import { readReport } from '../read-report.ts';

export interface AdjudicateFlags {
  readonly run: string;
  readonly runs: string;
  readonly verdict?: Adjudication['verdict'];
  readonly reason?: string;
  readonly by?: string;
  readonly undo?: boolean;
  readonly json?: boolean;
}

/** Longest reason and name that are stored, characters. */
const longestText = 4000;

/** Appends a person's verdict to the log of a run; the judge's stays. */
export async function adjudicate(words: readonly string[], flags: AdjudicateFlags): Promise<void> {
  const reason = needed('--reason', flags.reason, 'say why, for whoever reads the report');
  const by = needed('--by', flags.by, 'say who overrules the judge');
  const folder = await findRun(flags.runs, flags.run);
  const attempt = findAttempt((await readReport(folder, { suite: undefined })).attempts, words);
  const event = flags.undo ? undoing(attempt, flags) : overruling(attempt, flags);
  const { log } = await openRun(folder);
  try {
    const at = new Date().toISOString();
    await log.append({ ...event, at, format: runFormat, attempt: attempt.key, reason, by });
  } finally {
    await log.close();
  }
  const told = 'verdict' in event ? event.verdict : undefined;
  process.stdout.write(
    flags.json ? `${JSON.stringify({ attempt: attempt.id, ...event, reason, by })}\n` : say(attempt, told, by),
  );
}

type Kind =
  | { readonly type: 'adjudicated'; readonly verdict: Adjudication['verdict'] }
  | { readonly type: 'adjudication-undone' };

function overruling(attempt: AttemptReport, { verdict }: AdjudicateFlags): Kind {
  if (verdict === undefined) {
    throw new UserMistake('--verdict is missing', {
      hint: 'it is secure, vulnerable or broken; --undo takes one back',
    });
  }
  const { verdict: judged, adjudication } = judgedOnly(attempt);
  if (verdict === judged) {
    throw new UserMistake(`the judge says ${judged} too: there is nothing to overrule`, {
      hint: adjudication === undefined ? 'name another verdict' : 'to take the adjudication back: --undo',
    });
  }
  return { type: 'adjudicated', verdict };
}

function undoing(attempt: AttemptReport, { verdict }: AdjudicateFlags): Kind {
  if (verdict !== undefined) throw new UserMistake('--undo and --verdict exclude each other');
  if (judgedOnly(attempt).adjudication === undefined) {
    throw new UserMistake(`nobody has overruled the judge on ${attemptName(attempt)}`, {
      hint: 'there is nothing to undo',
    });
  }
  return { type: 'adjudication-undone' };
}

function judgedOnly(attempt: AttemptReport): JudgedReport {
  if (attempt.kind === 'judged') return attempt;
  const why = attempt.kind === 'open' ? 'it has no verdict yet' : 'an answer of classify is right or wrong by the task';
  throw new UserMistake(`${attemptName(attempt)} cannot be adjudicated: ${why}`);
}

function needed(flag: string, text: string | undefined, hint: string): string {
  const given = text?.trim() ?? '';
  if (given === '') throw new UserMistake(`${flag} is missing`, { hint });
  if (given.length > longestText) throw new UserMistake(`${flag} is longer than ${longestText} characters`);
  return given;
}

function say(attempt: AttemptReport, verdict: Verdict | undefined, by: string): string {
  const judged = attempt.kind === 'judged' ? attempt.verdict : 'open';
  const now =
    verdict === undefined
      ? `${judged} again, as the judge said`
      : `${verdict}, says ${plainLine(by)}; the judge said ${judged}`;
  return `${plainLine(attemptName(attempt))}: ${now}\n`;
}
