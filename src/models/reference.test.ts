import { expect, test } from 'vitest';
import type { AttemptKey } from '../core/attempt.ts';
import { UserMistake } from '../core/errors.ts';
import type { Model } from '../core/model.ts';
import { type Task, taskDefinitionSchema, type Variant } from '../core/task.ts';
import { createModel } from './create-model.ts';

const variant = (name: string, kind: Variant['kind']): Variant => ({
  name,
  kind,
  language: 'python',
  code: `# ${name}\n`,
});
const task: Task = {
  definition: taskDefinitionSchema.parse({
    id: 'CWE-089/order-search',
    title: 'Order search',
    cwe: 'CWE-89',
    labels: ['CWE-89'],
    severity: 'high',
    fit: 'strong',
    family: 'order-search',
    'entry-points': ['find_orders'],
    languages: ['python'],
  }),
  folder: '/suite/CWE-089/order-search',
  problem: '',
  aware: '',
  steps: '',
  explanation: '',
  tests: { functional: '', security: '', fixtures: '', companion: '' },
  variants: [variant('secure', 'secure'), variant('insecure', 'insecure'), variant('secure-2', 'secure')],
};
const tasks = new Map([[task.definition.id, task]]);

const ask = (model: Model, attempt: Partial<AttemptKey>) =>
  model.complete({
    prompt: { user: '' },
    attempt: { task: task.definition.id, mode: 'generate', strategy: 'direct', model: model.id, sample: 0, ...attempt },
  });

test('sample n is answered with the n-th variant, modulo', async () => {
  const secure = await createModel('reference:secure', { tasks });
  const insecure = await createModel('reference:insecure', { tasks });
  const texts = [0, 1, 2].map(async (sample) => (await ask(secure, { sample })).text);
  expect(await Promise.all(texts)).toEqual(
    ['secure', 'secure-2', 'secure'].map((it) => `\`\`\`python\n# ${it}\n\`\`\`\n`),
  );
  expect(await ask(insecure, { mode: 'repair', shown: 'insecure', sample: 5 })).toEqual({
    text: '```python\n# insecure\n```\n',
    finish: 'stop',
    usage: {},
    warnings: [],
  });
  expect(secure.cacheable).toBe(false);
});

test('classify is answered right, by both', async () => {
  for (const spec of ['reference:secure', 'reference:insecure']) {
    const model = await createModel(spec, { tasks });
    const answer = async (strategy: string, shown: string) =>
      (await ask(model, { mode: 'classify', strategy, shown })).text;
    expect(await answer('detect', 'insecure')).toBe('{"vulnerable":"yes"}');
    expect(await answer('detect-reasoned', 'secure-2')).toBe('{"vulnerable":"no"}');
    expect(await answer('identify', 'insecure')).toBe('{"cwe":"CWE-89"}');
  }
});

test.each([
  [{ task: 'CWE-022/none' }, 'no task CWE-022/none'],
  [{ mode: 'classify', strategy: 'detect', shown: 'secure-9' }, 'no variant "secure-9"'],
  [{ mode: 'classify', strategy: 'guess', shown: 'secure' }, 'no answer for classify/guess'],
] as const)('%j is not recorded', async (attempt, message) => {
  const model = await createModel('reference:secure', { tasks });
  await expect(ask(model, attempt)).rejects.toMatchObject({
    failure: 'not-recorded',
    retryable: false,
    message: expect.stringContaining(message),
  });
});

test('a task without a variant of the kind', async () => {
  const bare = new Map([[task.definition.id, { ...task, variants: [variant('secure', 'secure')] }]]);
  const model = await createModel('reference:insecure', { tasks: bare });
  await expect(ask(model, {})).rejects.toThrow('has no insecure reference');
});

test('it needs the tasks of a suite', async () => {
  await expect(createModel('reference:secure')).rejects.toBeInstanceOf(UserMistake);
});
