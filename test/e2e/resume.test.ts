import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resultsOf, seededRandom } from './support/results.ts';
import { newFolder, seceval } from './support/seceval.ts';

const words = [
  'run',
  ...['--model', 'reference:secure', '--model', 'reference:insecure', '--samples', '4', '--workers', '2'],
  ...['--task', 'order-search,document-store,session-resume,report-reader'],
  ...['--strategy', 'generate/direct,repair/direct,classify/detect,classify/identify'],
];
const signals = ['SIGKILL', 'SIGKILL', 'SIGINT', 'SIGKILL'] as const;

test('a run that is killed again and again ends as an undisturbed one does', async () => {
  const undisturbed = newFolder();
  const whole = await seceval([...words, '--runs', undisturbed]);
  expect(whole.code, whole.stderr).toBe(0);
  const next = seededRandom(20_261_122);
  const most = Math.floor(eventsIn(undisturbed) / (2 * signals.length));

  const runs = newFolder();
  for (const [index, signal] of signals.entries()) {
    const further = 1 + Math.floor(next() * most);
    const command = index === 0 ? words : ['resume'];
    const ended = await seceval([...command, '--runs', runs], {
      onStart: (child) => whenGrown(child, further, signal),
    });
    if (signal === 'SIGKILL') expect(ended.code, ended.stderr).toBeNull();
    else {
      expect(ended.code, ended.stderr).toBe(130);
      expect(ended.stderr).toMatch(/go on with: seceval resume/);
    }
  }
  const ended = await seceval(['resume', '--runs', runs]);
  expect(ended.code, ended.stderr).toBe(0);
  expect(readdirSync(runs)).toHaveLength(1);
  expect(resultsOf(runs)).toEqual(resultsOf(undisturbed));

  /** Sends the signal as soon as the run's log is so many events longer: in the midst of its work, on any machine. */
  function whenGrown(child: ChildProcess, further: number, signal: NodeJS.Signals): void {
    const until = eventsIn(runs) + further;
    const watch = setInterval(() => {
      if (readdirSync(runs).length === 0 || eventsIn(runs) < until) return;
      clearInterval(watch);
      child.kill(signal);
    }, 10);
    child.on('exit', () => clearInterval(watch));
  }
}, 300_000);

function eventsIn(runs: string): number {
  const log = join(runs, readdirSync(runs)[0] ?? '', 'events.jsonl');
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').length - 1 : 0;
}
