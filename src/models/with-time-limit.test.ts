import { expect, test } from 'vitest';
import { Interrupted } from '../core/errors.ts';
import { answered, failed, requestFor, scriptedModel } from './testing/scripted-model.ts';
import { withTimeLimit } from './with-time-limit.ts';

const never = () => new Promise<never>(() => {});

test('a model that does not heed its signal meets the limit all the same', async () => {
  await expect(withTimeLimit(scriptedModel(never), 10).complete(requestFor())).rejects.toMatchObject({
    message: 'scripted:model: no answer within 0.01 s',
    failure: 'timeout',
    retryable: true,
  });
});

test('the limit aborts the request', async () => {
  const model = scriptedModel(never);
  await withTimeLimit(model, 10)
    .complete(requestFor())
    .catch(() => {});
  expect(model.asked[0]?.signal?.aborted).toBe(true);
});

test('an abort of the user is Interrupted, not a timeout', async () => {
  const stop = new AbortController();
  const outcome = withTimeLimit(scriptedModel(never, never), 5000).complete(requestFor(0, stop.signal));
  stop.abort();
  await expect(outcome).rejects.toBeInstanceOf(Interrupted);
  await expect(withTimeLimit(scriptedModel(never), 5000).complete(requestFor(0, stop.signal))).rejects.toBeInstanceOf(
    Interrupted,
  );
});

test('answers and failures in time pass through', async () => {
  const model = withTimeLimit(scriptedModel(answered({ text: 'quick' }), failed('not-found')), 5000);
  expect(await model.complete(requestFor())).toMatchObject({ text: 'quick' });
  await expect(model.complete(requestFor())).rejects.toMatchObject({ failure: 'not-found' });
});
