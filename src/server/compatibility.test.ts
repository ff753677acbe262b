import { expect, test } from 'vitest';
import { openApp, read } from './testing/fake-scorer.ts';

const openRlhf = '/v1/compat/openrlhf';

test('OpenRLHF: the prompt and the end of the template are cut off, and rewards come back in order', async () => {
  const { post, scorer } = openApp();
  const prompts = ['<|user|>write\n<|assistant|>', '<|user|>write\n<|assistant|>', 'p'];
  const query = [`${prompts[0]}secure<|im_end|>\n`, `${prompts[1]}vulnerable</s>`, 'broken'];
  const labels = ['known', '{"task": "known", "mode": "repair", "seed": 3}', 'known'];
  const answer = await read(post(openRlhf, { query, prompts, labels }));
  expect(answer.rewards).toEqual([1, 0.2, 0]);
  expect(answer.scores).toEqual([1, 0, 0]);
  expect(answer.extra_logs['vulnerable']).toEqual([0, 1, 0]);
  expect(scorer.judged.map(({ code }) => code)).toEqual(['secure', 'vulnerable', 'broken']);
  expect(scorer.judged[1]?.seed).toBe(3);
});

test('OpenRLHF: a fault of the harness is no reward of 0 but a reason to ask again', async () => {
  const { post } = openApp();
  const response = await post(openRlhf, { query: ['secure', 'inconclusive'], labels: ['known', 'known'] });
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('2');
});

test.each([
  ['lists of different lengths', { query: ['secure'], labels: ['known', 'known'] }],
  ['a label that is no JSON', { query: ['secure'], labels: ['{known'] }],
  ['a label without a task', { query: ['secure'], labels: ['{"mode": "generate"}'] }],
  ['no labels', { query: ['secure'] }],
])('OpenRLHF: %s', async (_, body) => {
  expect((await openApp().post(openRlhf, body)).status).toBe(400);
});

test('TRL: texts or messages, columns beside them, null for a fault of the harness', async () => {
  const { post } = openApp();
  const message = (content: string) => [{ role: 'assistant', content }];
  const body = {
    prompts: ['a', 'b', 'c', 'd'],
    completions: ['secure', message('vulnerable'), 'inconclusive', []],
    task: ['known', 'known', 'known', 'known'],
    mode: ['generate', 'repair', 'generate', 'generate'],
    some_other_column: [1, 2, 3, 4],
  };
  const pending = post('/v1/compat/trl', { ...body, completions: [...body.completions.slice(0, 3), 'prose'] });
  expect(await read(pending)).toEqual({ rewards: [1, 0.2, null, 0] });
});
