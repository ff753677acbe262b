import { expect, test } from 'vitest';
import { createDisturbedRun } from './support/disturb.ts';
import { makeSmallDisk } from './support/mishaps.ts';
import { inconclusive, resultsOf, seededRandom } from './support/results.ts';
import { newFolder, seceval } from './support/seceval.ts';

/** `npm run test:faults` asks for more: so many whole runs, each disturbed until it is done. */
const rounds = Number(process.env['SECEVAL_FAULT_ROUNDS'] ?? 1);
const random = seededRandom(Number(process.env['SECEVAL_FAULT_SEED'] ?? 1));
const words = [
  'run',
  ...['--model', 'reference:secure', '--model', 'reference:insecure', '--samples', rounds > 1 ? '12' : '6'],
  ...['--task', 'order-search,session-resume,report-reader', '--strategy', 'generate/direct,classify/detect'],
  ...['--workers', '2'],
];
/** File systems of one's own are for root: as another user everything but the full disk happens. */
const isRoot = process.getuid?.() === 0;

test(
  'a run that is killed, stopped, and left without descriptors and disk until it is done ends as an undisturbed one',
  async () => {
    const undisturbed = newFolder();
    const started = performance.now();
    const calm = await seceval([...words, '--runs', undisturbed]);
    expect(calm.code, calm.stderr).toBe(0);
    const calmMs = performance.now() - started;
    const expected = resultsOf(undisturbed);

    const befallen = new Map<string, number>();
    let reopened = 0;
    for (let round = 0; round < rounds; round++) {
      const disk = isRoot ? await makeSmallDisk('16m') : undefined;
      const run = createDisturbedRun({ words, disk, random, calmMs, befallen });
      try {
        for (let sitting = 0; sitting < 20 && (await run.sit(true)).code !== 0; sitting++);
        const unsettled = [...resultsOf(run.folder).values()].filter((result) => result === inconclusive).length;
        reopened += unsettled;
        const last = await run.sit(false);
        expect(last.code, last.stderr).toBe(0);
        expect(resultsOf(run.folder)).toEqual(expected);
      } finally {
        disk?.close();
      }
    }
    console.log(`${rounds} runs of ${expected.size} attempts, ${reopened} judged again`, Object.fromEntries(befallen));
    expect([...befallen.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(rounds);
  },
  300_000 + rounds * 300_000,
);
