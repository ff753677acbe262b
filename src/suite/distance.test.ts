import { expect, test } from 'vitest';
import { machineSpeed } from '../core/machine-speed.ts';
import { taskDefinitionSchema } from '../core/task.ts';
import type { Judgement, Peaks } from '../core/verdict.ts';
import { nearLimits } from './distance.ts';

const limits = taskDefinitionSchema.shape.limits.parse({});
const little: Peaks = { memoryMib: 5, addressShare: 0.1, processes: 3, filesMib: 0.5, outputMib: 0.1 };

function judgement(tests: Readonly<Record<string, number>>, peaks: Partial<Peaks> = {}): Judgement {
  return {
    verdict: 'secure',
    tests: Object.entries(tests).map(([name, cpuSeconds]) => ({
      name,
      kind: 'functional',
      outcome: 'pass',
      cpuSeconds,
      peaks: { ...little, ...peaks },
    })),
    exploited: false,
    integrity: 'separate',
    cpuSeconds: 1,
    wallSeconds: 1,
  };
}

const never = () => Promise.reject(new Error('nothing was to be judged again'));
const reference = { loop: 0.0021, digest: 0.0016, search: 0.00145 };

test('a reference below a tenth of every limit is judged no further', async () => {
  const judgements = [judgement({ test_a: 0.19, test_b: 0.01 })];
  expect(await nearLimits({ limits, judgements, speed: undefined }, never)).toEqual([]);
});

test('a slow minute is no finding: the least of several measurements counts, each test by itself', async () => {
  const judgements = [judgement({ test_a: 0.3, test_b: 0.3, test_c: 0.01 })];
  const asked: (readonly string[])[] = [];
  const again = [judgement({ test_a: 0.1, test_b: 0.25 }), judgement({ test_b: 0.15 })];
  const judgeAgain = async (only: readonly string[]) => {
    asked.push(only);
    return again.shift() ?? never();
  };
  expect(await nearLimits({ limits, judgements, speed: undefined }, judgeAgain)).toEqual([]);
  expect(asked).toEqual([['test_a', 'test_b'], ['test_b']]);
});

test('what is slow every time is named', async () => {
  const slow = judgement({ test_a: 0.3, test_b: 0.22 });
  const found = await nearLimits({ limits, judgements: [slow, slow], speed: undefined }, async () => slow);
  expect(found).toEqual(['test_a uses 0.300 s of 2 s CPU, more than 10 %']);
});

test('time is in units of the probe: a machine that takes twice as long for all finds the same', async () => {
  const twice = machineSpeed({ loop: 0.0042, digest: 0.0032, search: 0.0029 });
  const near = judgement({ test_a: 0.39 });
  expect(await nearLimits({ limits, judgements: [near], speed: twice }, never)).toEqual([]);
  const found = await nearLimits({ limits, judgements: [near], speed: machineSpeed(reference) }, async () => near);
  expect(found).toHaveLength(1);
});

test.each([
  ['memory', { memoryMib: 60 }, 'uses 60 of 512 MiB, more than 10 %'],
  ['files', { filesMib: 3.3 }, 'uses 3.3 of 32 MiB of files, more than 10 %'],
  ['output', { outputMib: 0.9 }, 'uses 0.9 of 8 MiB of output, more than 10 %'],
  ['processes', { processes: 17 }, 'uses 17 of 32 processes, more than 50 %'],
  ['addresses', { addressShare: 0.51 }, 'uses 51 of 100 % of its address space, more than 50 %'],
])('it names what is held of %s', async (_what, peaks, told) => {
  const judgements = [judgement({ test_a: 0.01 }, peaks)];
  expect(await nearLimits({ limits, judgements, speed: undefined }, never)).toEqual([`test_a ${told}`]);
});
