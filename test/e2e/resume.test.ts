import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newFolder, seceval } from './support/seceval.ts';

const words = [
  'run',
  ...['--model', 'reference:secure', '--model', 'reference:insecure', '--samples', '8', '--workers', '2'],
  ...['--task', 'order-search,document-store,session-resume,report-reader'],
  ...['--strategy', 'generate/direct,repair/direct,classify/detect,classify/identify'],
];

interface Event {
  readonly type: string;
  readonly attempt?: Record<string, unknown>;
  readonly judgement?: { verdict: string; reason?: string; tests: { name: string; outcome: string }[] };
  readonly answer?: string;
  readonly correct?: boolean;
}

function eventsOf(runs: string): Event[] {
  const [id = ''] = readdirSync(runs);
  const text = readFileSync(join(runs, id, 'events.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** What a run found out, without times. */
function results(runs: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const event of eventsOf(runs)) {
    if (event.type !== 'judged' && event.type !== 'classified') continue;
    const key = JSON.stringify(event.attempt);
    expect(found.has(key), `${key} has two results`).toBe(false);
    const { judgement, answer, correct } = event;
    const tests = judgement?.tests.map(({ name, outcome }) => [name, outcome]);
    found.set(key, JSON.stringify([judgement?.verdict, judgement?.reason, tests, answer, correct]));
  }
  return found;
}

/** Repeatable, so that a failure can be looked at again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

test('a run that is killed again and again ends as an undisturbed one does', async () => {
  const undisturbed = newFolder();
  const whole = await seceval([...words, '--runs', undisturbed]);
  expect(whole.code, whole.stderr).toBe(0);

  const runs = newFolder();
  const next = random(20_261_122);
  let kills = 0;
  let stops = 0;
  const kill = (signal: 'SIGKILL' | 'SIGINT') => (child: { kill(signal: NodeJS.Signals): boolean }) => {
    setTimeout(() => child.kill(signal), 700 + next() * 1800);
  };
  let ended = await seceval([...words, '--runs', runs], { onStart: kill('SIGKILL') });
  for (let round = 0; ended.code !== 0 && round < 60; round++) {
    if (ended.code === null) kills++;
    else {
      expect(ended.code, ended.stderr).toBe(130);
      expect(ended.stderr).toMatch(/go on with: seceval resume/);
      stops++;
    }
    if (readdirSync(runs).length === 0) ended = await seceval([...words, '--runs', runs], { onStart: kill('SIGKILL') });
    else {
      const how = round > 12 ? {} : { onStart: kill(round % 3 === 2 ? 'SIGINT' : 'SIGKILL') };
      ended = await seceval(['resume', '--runs', runs], how);
    }
  }
  expect(ended.code, ended.stderr).toBe(0);
  expect(kills).toBeGreaterThan(1);
  expect(kills + stops).toBeGreaterThan(2);
  expect(readdirSync(runs)).toHaveLength(1);
  expect(results(runs)).toEqual(results(undisturbed));
}, 300_000);
