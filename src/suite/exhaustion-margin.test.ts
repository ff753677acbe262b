import { expect, test } from 'vitest';
import type { Judge, Submission } from '../core/judge.ts';
import type { Task, Variant } from '../core/task.ts';
import type { Judgement, TestResult } from '../core/verdict.ts';
import { exhaustsTenLimits } from './exhaustion-margin.ts';
import { loadSuite } from './load-suite.ts';
import { sampleFiles, withFolder } from './testing/suite-folder.ts';

const variant: Variant = { name: 'insecure', kind: 'insecure', language: 'python', code: '' };

function judgement(tests: readonly TestResult[]): Judgement {
  const rest = { exploited: true, integrity: 'separate', cpuSeconds: 0, wallSeconds: 0 } as const;
  return { verdict: 'vulnerable', reason: 'exploited', tests: [...tests], ...rest };
}

const failed = (name: string, message: string): TestResult => ({
  name,
  kind: 'security',
  outcome: 'fail',
  evidence: { message },
});
const spent = (name: string) => failed(name, 'cpu limit spent: it used all the CPU time that a test allows');
const passed = (name: string): TestResult => ({ name, kind: 'security', outcome: 'pass' });

/** A judge of a variant that costs so many of the task's own limits. */
async function measured(costs: number, tests: readonly TestResult[]) {
  const suite = await withFolder(sampleFiles(), loadSuite);
  const task = suite.tasks[0] as Task;
  const asked: (readonly string[] | undefined)[] = [];
  const judge: Judge = {
    judge: async ({ task: { definition }, only }: Submission) => {
      asked.push(only);
      const name = only?.[0] ?? '';
      const limits = definition.limits['cpu-seconds'] / task.definition.limits['cpu-seconds'];
      return judgement([costs > limits ? spent(name) : passed(name)]);
    },
    describe: () => ({ tier: 'fake', environment: 'fake', limits: {}, deviations: [] }),
    close: async () => {},
  };
  const told = await exhaustsTenLimits({ variant, judged: judgement(tests) }, { task, judge, seed: 1 });
  return { told, asked };
}

test('an attack that costs more than ten limits is enough, and the others are not tried', async () => {
  const { told, asked } = await measured(30, [spent('test_a'), spent('test_b'), passed('test_c')]);
  expect(told).toBeUndefined();
  expect(asked).toEqual([['test_a']]);
});

test('a variant of which every attack is done within ten limits is named', async () => {
  const { told, asked } = await measured(3, [spent('test_a'), spent('test_b')]);
  expect(told).toBe('insecure is done within 10 limits of test_a, test_b');
  expect(asked).toEqual([['test_a'], ['test_b']]);
});

test('what another test catches as well does not hang on a limit', async () => {
  const { told, asked } = await measured(3, [spent('test_a'), failed('test_b', 'it leaked')]);
  expect(told).toBeUndefined();
  expect(asked).toEqual([]);
});
