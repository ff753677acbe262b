import { expect, test } from 'vitest';
import { builtinPrices } from './prices.ts';
import { answered, failed, requestFor, scriptedModel } from './testing/scripted-model.ts';
import { withRequestPolicy } from './with-request-policy.ts';

const policy = {
  timeLimitMs: 30,
  rate: { maxConcurrent: 1 },
  prices: builtinPrices,
  retry: { firstDelayMs: 1, attempts: 3 },
};

test('a slow request is asked again, and the answer has its cost', async () => {
  const slow = () => new Promise<never>(() => {});
  const usage = { inputTokens: 800_000, outputTokens: 0 };
  const model = scriptedModel(slow, failed('transient'), answered({ usage }));
  expect(await withRequestPolicy(model, policy).complete(requestFor())).toMatchObject({ text: 'answer', costUsd: 1 });
  expect(model.asked).toHaveLength(3);
});

test('the time limit does not count the wait in the queue', async () => {
  const slowish = async () => {
    await new Promise((resolve) => setTimeout(resolve, 15));
    return answered()(requestFor());
  };
  const model = withRequestPolicy(scriptedModel(slowish, slowish, slowish, slowish), {
    ...policy,
    timeLimitMs: 1000,
    retry: { attempts: 1 },
  });
  expect(await Promise.all([0, 1, 2, 3].map((sample) => model.complete(requestFor(sample))))).toHaveLength(4);
});

test('a model that answers from a file is left as it is', () => {
  const model = { ...scriptedModel(), cacheable: false };
  expect(withRequestPolicy(model, policy)).toBe(model);
});
