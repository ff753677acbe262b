import { type Exchange, exchangeSchema } from '../../core/exchange.ts';
import type { BlobReader } from '../../core/run-log.ts';
import type { TestResult } from '../../core/verdict.ts';
import type { AttemptReport } from '../report-document.ts';
import { cutText } from './cut-text.ts';
import type { AttemptTexts } from './page-data.ts';
import { transcriptTexts, turnTexts } from './turn-texts.ts';

/** A test's own words are shorter than code: payloads and messages beyond this are cut. */
const evidenceCharacters = 8_192;

export interface ReadTextsOptions extends Pick<BlobReader, 'readBlob'> {
  /** UTF-16 units of one text at most. */
  readonly most: number;
}

/** The long texts of one attempt, as far as they are stored and undamaged. */
export async function readTexts(attempt: AttemptReport, { readBlob, most }: ReadTextsOptions): Promise<AttemptTexts> {
  const stored = attempt.exchange === undefined ? undefined : await readBlob(attempt.exchange);
  const code = attempt.kind === 'judged' && attempt.code !== undefined ? await readBlob(attempt.code) : undefined;
  return {
    ...(stored === undefined ? {} : exchangeTexts(parseExchange(stored), most)),
    ...(code === undefined ? {} : { code: cutText(code, most) }),
    ...(attempt.kind === 'classified' || attempt.detail === undefined ? {} : { detail: cutText(attempt.detail, most) }),
    ...(attempt.kind !== 'judged'
      ? {}
      : {
          tests: attempt.tests.map(boundEvidence),
          integrity: attempt.integrity,
          ...(attempt.adjudication === undefined ? {} : { adjudication: attempt.adjudication }),
          ...(attempt.analyses === undefined ? {} : { analyses: attempt.analyses }),
          ...(attempt.extraction === undefined ? {} : { extraction: attempt.extraction }),
        }),
  };
}

function exchangeTexts(exchange: Exchange | undefined, most: number): AttemptTexts {
  if (exchange === undefined) return {};
  const { prompt, completion } = exchange;
  return {
    ...(prompt.system === undefined ? {} : { system: cutText(prompt.system, most) }),
    prompt: cutText(prompt.user, most),
    answer: cutText(completion.text, most),
    finish: completion.finish,
    ...(completion.servedBy === undefined ? {} : { servedBy: completion.servedBy }),
    ...(completion.warnings.length === 0 ? {} : { warnings: completion.warnings }),
    ...(exchange.turns === undefined ? {} : { turns: turnTexts(exchange.turns, { standing: exchange, most }) }),
    ...(completion.transcript === undefined ? {} : { transcript: transcriptTexts(completion.transcript, most) }),
  };
}

/** Undefined for a blob that holds something else: one damaged text must not cost the report. */
function parseExchange(text: string): Exchange | undefined {
  try {
    return exchangeSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function boundEvidence(test: TestResult): TestResult {
  if (test.evidence === undefined) return test;
  const { message, payload } = test.evidence;
  const bounded = payload === undefined ? {} : { payload: withNote(payload) };
  return { ...test, evidence: { message: withNote(message), ...bounded } };
}

function withNote(text: string): string {
  const { text: kept, cut } = cutText(text, evidenceCharacters);
  return cut === undefined ? text : `${kept}\n… ${cut} more characters are in the run's folder`;
}
