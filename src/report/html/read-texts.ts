import { type Exchange, exchangeSchema } from '../../core/exchange.ts';
import type { BlobReader } from '../../core/run-log.ts';
import type { AttemptReport } from '../report-document.ts';
import type { AttemptTexts } from './attempt-body.ts';
import { isGood, outcomeOf } from './outcome.ts';

/** Characters of prompts, answers and candidates that a page holds; beyond it browsers grow slow. */
const roomForTexts = 24_000_000;
/** What one attempt can take of it at most: its texts are cut when they are shown. */
const mostOfAttempt = 200_000;

/** The long texts of attempts, by attempt. Those that did not pass come first in what room there is. */
export async function readTexts(
  attempts: readonly AttemptReport[],
  readBlob: BlobReader['readBlob'],
): Promise<Map<string, AttemptTexts>> {
  const texts = new Map<string, AttemptTexts>();
  let room = roomForTexts;
  const good = (attempt: AttemptReport) => isGood(outcomeOf(attempt));
  for (const attempt of [...attempts.filter((one) => !good(one)), ...attempts.filter(good)]) {
    if (room <= 0) break;
    const stored = attempt.exchange === undefined ? undefined : await readBlob(attempt.exchange);
    const code = attempt.kind === 'judged' && attempt.code !== undefined ? await readBlob(attempt.code) : undefined;
    const exchange = stored === undefined ? undefined : parseExchange(stored);
    texts.set(attempt.id, { ...(exchange && { exchange }), ...(code !== undefined && { code }) });
    room -= Math.min(mostOfAttempt, (stored?.length ?? 0) + (code?.length ?? 0));
  }
  return texts;
}

/** Undefined for a blob that holds something else: one damaged text must not cost the report. */
function parseExchange(text: string): Exchange | undefined {
  try {
    return exchangeSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
