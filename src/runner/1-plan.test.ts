import { describe, expect, it } from 'vitest';
import { attemptId } from '../core/attempt.ts';
import { UserMistake } from '../core/errors.ts';
import type { Study } from '../core/run.ts';
import { openAttempts, planStudy } from './1-plan.ts';
import { summarise } from './4-summarise.ts';
import { fakePlan, fakeTask } from './testing/fake-suite.ts';

const tasks = [fakeTask('CWE-022/one'), fakeTask('CWE-089/two')];
const suite = { name: 'fake', tasks };

function study(changes: Partial<Study>): Study {
  return {
    models: ['alpha'],
    strategies: [{ mode: 'generate', strategy: 'direct' }],
    tasks: ['CWE-022/one', 'CWE-089/two'],
    samples: 1,
    ...changes,
  };
}

describe('planStudy', () => {
  it('goes sample by sample, task by task, and compares everything on a task before the next', () => {
    const plan = planStudy({ suite, study: study({ models: ['alpha', 'beta'], samples: 2 }) });
    expect(plan.attempts.map(attemptId)).toEqual([
      'alpha generate direct CWE-022/one - 0',
      'beta generate direct CWE-022/one - 0',
      'alpha generate direct CWE-089/two - 0',
      'beta generate direct CWE-089/two - 0',
      'alpha generate direct CWE-022/one - 1',
      'beta generate direct CWE-022/one - 1',
      'alpha generate direct CWE-089/two - 1',
      'beta generate direct CWE-089/two - 1',
    ]);
  });

  it.each([
    ['generate', 'direct', [undefined]],
    ['repair', 'explained', ['insecure']],
    ['classify', 'detect', ['secure', 'insecure']],
    ['classify', 'detect-reasoned', ['secure', 'insecure']],
    ['classify', 'identify', ['insecure']],
    ['classify', 'pair-reasoned', ['insecure+secure']],
  ] as const)('%s/%s shows %j', (mode, strategy, shown) => {
    const plan = planStudy({ suite, study: study({ strategies: [{ mode, strategy }], tasks: ['CWE-022/one'] }) });
    expect(plan.attempts.map((attempt) => attempt.shown)).toEqual(shown);
    expect(plan.attempts.map((attempt) => 'shown' in attempt)).toEqual(shown.map((name) => name !== undefined));
  });

  it('asks once what is named twice', () => {
    const twice = study({ models: ['alpha', 'alpha'], tasks: ['CWE-022/one', 'CWE-022/one'] });
    expect(planStudy({ suite, study: twice }).attempts).toHaveLength(1);
  });

  it('skips by name what this machine cannot run, or what shows code that a task does not have', () => {
    const bare = { name: 'fake', tasks: [fakeTask('CWE-022/one', ['secure']), fakeTask('CWE-089/two')] };
    const classify = study({ strategies: [{ mode: 'classify', strategy: 'detect' }] });
    const whyNot = (task: { definition: { id: string } }) =>
      task.definition.id === 'CWE-089/two' ? 'needs a listener' : undefined;
    expect(planStudy({ suite: bare, study: classify, whyNot })).toEqual({
      attempts: [],
      skipped: [
        { task: 'CWE-022/one', reason: "it has no variant named 'insecure'" },
        { task: 'CWE-089/two', reason: 'needs a listener' },
      ],
    });
  });

  it('names the nearest task where one is misspelt', () => {
    const plan = () => planStudy({ suite, study: study({ tasks: ['CWE-022/on'] }) });
    expect(plan).toThrow(UserMistake);
    expect(plan).toThrow(expect.objectContaining({ hint: 'did you mean CWE-022/one?' }));
  });

  it('refuses a way to classify for which it does not know what to show', () => {
    const plan = () => planStudy({ suite, study: study({ strategies: [{ mode: 'classify', strategy: 'guess' }] }) });
    expect(plan).toThrow(UserMistake);
  });
});

describe('openAttempts', () => {
  it('is the whole plan in its order when nothing was done', () => {
    const plan = fakePlan(2);
    expect(openAttempts(plan, undefined).map(({ attempt }) => attempt)).toEqual(plan.attempts);
  });

  it('puts first what has its completion, and leaves out what has its result', async () => {
    const plan = fakePlan(1);
    const [done, answered, ...rest] = plan.attempts;
    if (done === undefined || answered === undefined) return expect.unreachable();
    const common = { at: '', finish: 'stop', usage: {}, cached: false } as const;
    const state = await summarise([
      { type: 'completed', attempt: answered, blob: 'b', ...common },
      { type: 'completed', attempt: done, blob: 'a', ...common },
      { type: 'classified', attempt: done, at: '', expected: ['yes'], correct: true },
    ]);
    const expected = [{ attempt: answered, blob: 'b' }, ...rest.map((attempt) => ({ attempt }))];
    expect(openAttempts(plan, state)).toEqual(expected);
  });
});
