import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

interface Event {
  readonly type: string;
  readonly attempt?: Record<string, unknown>;
  readonly judgement?: { verdict: string; reason?: string; tests: { name: string; outcome: string }[] };
  readonly answer?: string;
  readonly correct?: boolean;
}

/** What the run in a folder of runs found out, by attempt and without times; each attempt has one result that counts. */
export function resultsOf(runs: string): Map<string, string> {
  const [id = ''] = readdirSync(runs);
  const lines = readFileSync(join(runs, id, 'events.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const found = new Map<string, string>();
  for (const event of lines.map((line): Event => JSON.parse(line))) {
    if (event.type !== 'judged' && event.type !== 'classified') continue;
    const key = JSON.stringify(event.attempt);
    const { judgement, answer, correct } = event;
    const earlier = found.get(key);
    expect(earlier === undefined || earlier === inconclusive, `${key} has two results`).toBe(true);
    const tests = judgement?.tests.map(({ name, outcome }) => [name, outcome]);
    const told = JSON.stringify([judgement?.verdict, judgement?.reason, tests, answer, correct]);
    found.set(key, judgement?.verdict === 'inconclusive' ? inconclusive : told);
  }
  return found;
}

export const inconclusive = 'inconclusive';

/** Repeatable, so that a failure can be looked at again. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
