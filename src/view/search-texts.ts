import { moreTexts } from '../report/page/more-texts.ts';
import { textNames } from '../report/page/page-data.ts';
import { type ReadTextsOptions, readTexts } from '../report/page/read-texts.ts';
import type { AttemptReport } from '../report/report-document.ts';
import type { ListedRun } from './run-source.ts';

/** A request is answered after about so long, with what was found and where to go on. */
const patienceMs = 400;

export interface SearchOptions extends ReadTextsOptions, Pick<ListedRun, 'whole'> {
  readonly query: string;
  /** Place of the attempt to begin with. */
  readonly from: number;
}

export interface SearchAnswer {
  readonly found: readonly string[];
  readonly next: number | null;
  readonly total: number;
}

/** Attempts whose prompt, answer, code or evidence holds the query, whatever its case; a stretch of the run at a time. */
export async function searchTexts(attempts: readonly AttemptReport[], options: SearchOptions): Promise<SearchAnswer> {
  const needle = options.query.toLowerCase();
  const until = performance.now() + patienceMs;
  const found: string[] = [];
  let place = options.from;
  for (; place < attempts.length && (place === options.from || performance.now() < until); place++) {
    const attempt = attempts[place];
    if (attempt !== undefined && (await holds(attempt, needle, options))) found.push(attempt.id);
  }
  return { found, next: place < attempts.length ? place : null, total: attempts.length };
}

async function holds(attempt: AttemptReport, needle: string, options: SearchOptions): Promise<boolean> {
  const texts = await readTexts(await options.whole(attempt), options);
  const tests = (texts.tests ?? []).flatMap(({ name, evidence }) => [name, evidence?.payload, evidence?.message]);
  const all = [...textNames.map((name) => texts[name]?.text), ...tests, ...moreTexts(texts)];
  return all.some((text) => text?.toLowerCase().includes(needle));
}
