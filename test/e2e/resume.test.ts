import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resultsOf, seededRandom } from './support/results.ts';
import { newFolder, seceval } from './support/seceval.ts';

const words = [
  'run',
  ...['--model', 'reference:secure', '--model', 'reference:insecure', '--samples', '8', '--workers', '2'],
  ...['--task', 'order-search,document-store,session-resume,report-reader'],
  ...['--strategy', 'generate/direct,repair/direct,classify/detect,classify/identify'],
];

test('a run that is killed again and again ends as an undisturbed one does', async () => {
  const undisturbed = newFolder();
  const whole = await seceval([...words, '--runs', undisturbed]);
  expect(whole.code, whole.stderr).toBe(0);

  const runs = newFolder();
  const next = seededRandom(20_261_122);
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
  expect(resultsOf(runs)).toEqual(resultsOf(undisturbed));
}, 300_000);
