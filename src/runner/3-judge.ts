import type { AttemptKey } from '../core/attempt.ts';
import type { Extraction } from '../core/strategy.ts';
import type { Judgement } from '../core/verdict.ts';
import type { Answered } from './2-complete.ts';
import type { BoundedQueue } from './bounded-queue.ts';
import type { Session } from './session.ts';

/** How often an inconclusive judgement is tried again, alone, before it is recorded as such. */
const retries = 2;

/** An attempt whose judgement was inconclusive. Its code waits on disk: there may be many. */
export interface Unsettled {
  readonly attempt: AttemptKey;
  readonly code: string;
  readonly extraction: string;
  readonly judgement: Judgement;
}

/** Judges answers as they come. Never rejects. Resolves to those that the judge could not settle; they are not recorded. */
export async function judgeAnswers(queue: BoundedQueue<Answered>, session: Session): Promise<Unsettled[]> {
  const unsettled: Unsettled[] = [];
  const work = async () => {
    for (let next = await queue.take(); next !== undefined; next = await queue.take()) {
      // After a stop the queue is only emptied, so that nobody waits on it: these answers are stored, and judged on resume.
      if (!session.stop.mayJudge) continue;
      const answered = next;
      await session.contain('judge', answered.attempt, async () => {
        const result = await judgeAnswer(answered, session);
        if (result !== undefined) unsettled.push(result);
      });
    }
  };
  await Promise.all(Array.from({ length: session.options.limits.judgements }, work));
  return unsettled;
}

/** Judges the unsettled again, one at a time on a machine that does nothing else, and records what then comes of them. */
export async function settleAlone(unsettled: readonly Unsettled[], session: Session): Promise<void> {
  for (const item of unsettled) {
    await session.contain('judge', item.attempt, () => settle(item, session));
  }
}

async function settle({ attempt, code, extraction, judgement: first }: Unsettled, session: Session): Promise<void> {
  let judgement = first;
  for (let round = 0; round < retries && judgement.verdict === 'inconclusive'; round++) {
    if (!session.stop.mayJudge) return;
    const text = await session.options.log.readBlob(code);
    // Without its code the attempt stays open; a resumed run extracts it anew.
    if (text === undefined) return;
    judgement = await judgeCode(attempt, text, session);
  }
  if (!session.forced) await session.record({ type: 'judged', attempt, code, extraction, judgement });
}

async function judgeAnswer({ attempt, completion }: Answered, session: Session): Promise<Unsettled | undefined> {
  const { parts, log } = session.options;
  if (attempt.mode === 'classify') {
    const { answer, expected, correct } = parts.readAnswer(attempt, completion);
    await session.record({ type: 'classified', attempt, answer, expected: [...expected], correct });
    return undefined;
  }
  const extraction = parts.extract(attempt, completion);
  if (!extraction.found) {
    await session.record({ type: 'judged', attempt, judgement: withoutCode(extraction) });
    return undefined;
  }
  const code = await log.putBlob(extraction.code);
  const judgement = await judgeCode(attempt, extraction.code, session);
  // What was cut short is not a judgement.
  if (session.forced) return undefined;
  const judged = { attempt, code, extraction: extraction.how, judgement };
  if (judgement.verdict === 'inconclusive') return judged;
  await session.record({ type: 'judged', ...judged });
  return undefined;
}

function judgeCode(attempt: AttemptKey, code: string, session: Session): Promise<Judgement> {
  const { parts, force } = session.options;
  const submission = parts.submission(attempt, code);
  return parts.judge.judge(force === undefined ? submission : { ...submission, signal: force });
}

function withoutCode({ reason, detail }: Extract<Extraction, { found: false }>): Judgement {
  const nothingRan = { tests: [], exploited: false, integrity: 'separate', cpuSeconds: 0, wallSeconds: 0 } as const;
  return { verdict: 'invalid', reason, detail, ...nothingRan, tests: [] };
}
