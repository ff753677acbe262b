import { UserMistake } from '../core/errors.ts';
import { nearestMatch } from '../core/nearest-match.ts';
import type { AttemptReport } from './report-document.ts';

/** An attempt in words, after its address: `order-search generate/direct of openai:gpt-5, sample 0`. */
export function attemptName({ key }: Pick<AttemptReport, 'key'>): string {
  const { task, mode, strategy, model, sample, shown } = key;
  const given = shown === undefined || (mode === 'repair' && shown === 'insecure') ? '' : `, shown ${shown}`;
  return `${task} ${mode}/${strategy} of ${model}${given}, sample ${sample}`;
}

/** The first digits of an attempt's address: unique among a million attempts but for one run in thirty thousand. */
export function shortAddress({ id }: Pick<AttemptReport, 'id'>): string {
  return id.slice(0, 8);
}

/**
 * The attempt meant by words: the beginning of its address (`#a-` before it is passed over), or parts of its name in
 * any order, `order-search direct sample=0`. Throws UserMistake where none or several are meant.
 */
export function findAttempt(attempts: readonly AttemptReport[], words: readonly string[]): AttemptReport {
  const [first = ''] = words;
  const address = /^(?:#?a-)?([0-9a-f]{1,16})$/i.exec(first)?.[1]?.toLowerCase();
  if (words.length === 1 && address !== undefined) {
    const [only, ...more] = attempts.filter(({ id }) => id.startsWith(address));
    if (only !== undefined && more.length === 0) return only;
    if (only !== undefined) throw several(first, [only, ...more]);
  }
  const found = words.reduce<readonly AttemptReport[]>((left, word) => narrow(attempts, left, word), attempts);
  const [only, ...more] = found;
  if (only !== undefined && more.length === 0) return only;
  if (only !== undefined) throw several(words.join(' '), [only, ...more]);
  throw new UserMistake(`no attempt is all of: ${words.join(', ')}`, { hint: `for instance ${example(attempts)}` });
}

function narrow(all: readonly AttemptReport[], left: readonly AttemptReport[], word: string): readonly AttemptReport[] {
  const found = left.filter((attempt) => partsOf(attempt).includes(word));
  if (found.length > 0 || all.some((attempt) => partsOf(attempt).includes(word))) return found;
  const near = nearestMatch(word, new Set(all.flatMap(partsOf)));
  throw new UserMistake(`no attempt of the run is '${word}'`, {
    hint: near === undefined ? `for instance ${example(all)}` : `did you mean ${near}?`,
  });
}

/** What an attempt may be called by. */
function partsOf({ id, key }: AttemptReport): string[] {
  const { task, mode, strategy, model, sample, shown } = key;
  const short = task.slice(task.indexOf('/') + 1);
  return [id, task, short, mode, strategy, `${mode}/${strategy}`, model, `sample=${sample}`, ...(shown ? [shown] : [])];
}

function several(wanted: string, found: readonly AttemptReport[]): UserMistake {
  const named = found.slice(0, 4).map((attempt) => `${shortAddress(attempt)} (${attemptName(attempt)})`);
  const more = found.length > named.length ? ` and ${found.length - named.length} more` : '';
  return new UserMistake(`${found.length} attempts are '${wanted}'`, { hint: `${named.join('; ')}${more}` });
}

function example([first]: readonly AttemptReport[]): string {
  return first === undefined ? 'nothing: the run has no attempts' : `${shortAddress(first)} is ${attemptName(first)}`;
}
