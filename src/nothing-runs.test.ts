import { expect, test } from 'vitest';
import type { Suite, Task } from './core/task.ts';
import { anyRuns, judgeOfNothing } from './nothing-runs.ts';
import { openEnvironment, openJudge } from './open-judge.ts';

const taskOf = (oracle: Task['definition']['oracle']) => ({ definition: { id: `CWE-089/${oracle}`, oracle } }) as Task;

test('tasks that analysers judge, or nobody, run nothing', () => {
  expect(anyRuns([taskOf('static-only'), taskOf('none')])).toBe(false);
  expect(anyRuns([taskOf('static-only'), taskOf('in-process')])).toBe(true);
  expect(anyRuns([taskOf('judge')])).toBe(true);
});

test('where nothing runs, neither environment nor sandbox is opened: both would be looked for in a suite that has none', async () => {
  const suite = { name: 'prompts', tasks: [taskOf('judge')] } as unknown as Suite;
  await expect(openEnvironment(suite, 'image')).rejects.toThrow();
  const environment = await openEnvironment(suite, 'image', [taskOf('static-only')]);
  expect(environment).toMatchObject({ kind: 'none', versions: {} });
  const { judge, whyNot } = await openJudge(suite, environment, { environment: 'image' });
  expect(judge.describe()).toMatchObject({ tier: 'none', deviations: [] });
  expect(whyNot(taskOf('static-only'))).toBeUndefined();
  expect(whyNot(taskOf('none'))).toContain('no tests');
  await judge.close();
});

test('a task that would run is a bug there, and no verdict', async () => {
  const submission = { task: taskOf('judge'), language: 'python', code: '', seed: 1 } as const;
  await expect(judgeOfNothing().judge(submission)).rejects.toThrow('asks for one');
});
