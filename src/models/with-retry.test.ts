import { expect, test } from 'vitest';
import { Interrupted } from '../core/errors.ts';
import { answered, failed, failure, requestFor, scriptedModel } from './testing/scripted-model.ts';
import { type RetryOptions, withRetry } from './with-retry.ts';

function recording(options: RetryOptions = {}) {
  const waits: number[] = [];
  return { waits, options: { random: () => 0.5, sleep: async (ms: number) => void waits.push(ms), ...options } };
}

test('the wait doubles up to its bound, with full jitter', async () => {
  const { waits, options } = recording({ attempts: 6, firstDelayMs: 100, longestDelayMs: 500 });
  const steps = Array.from({ length: 5 }, () => failed('transient'));
  await expect(withRetry(scriptedModel(...steps, answered()), options).complete(requestFor())).resolves.toMatchObject({
    text: 'answer',
  });
  expect(waits).toEqual([50, 100, 200, 250, 250]);
});

test('a provider that says how long is not asked earlier', async () => {
  const { waits, options } = recording({ firstDelayMs: 100 });
  await withRetry(scriptedModel(failed('rate-limited', 'slow', 7000), answered()), options).complete(requestFor());
  expect(waits).toEqual([7012.5]);
});

test('a provider that asks for too long a wait is given up at once', async () => {
  const model = scriptedModel(failed('rate-limited', 'tomorrow', 86_400_000), answered());
  await expect(withRetry(model, recording().options).complete(requestFor())).rejects.toThrow('tomorrow');
  expect(model.asked).toHaveLength(1);
});

test('the last error is given, with the number of attempts and all of its fields', async () => {
  const last = failure('timeout', 'third');
  const model = scriptedModel(failed('transient', 'first'), failed('transient', 'second'), () => Promise.reject(last));
  const { options } = recording({ attempts: 3 });
  await expect(withRetry(model, options).complete(requestFor())).rejects.toMatchObject({
    message: 'third (after 3 attempts)',
    failure: 'timeout',
    retryable: true,
    hint: 'a hint',
    cause: last,
  });
});

test('what is not retryable is not asked again, and is the same error', async () => {
  const error = failure('authentication');
  const model = scriptedModel(() => Promise.reject(error), answered());
  await expect(withRetry(model).complete(requestFor())).rejects.toBe(error);
  expect(model.asked).toHaveLength(1);
});

test('an error that is no failed request passes through', async () => {
  const bug = new TypeError('a bug');
  await expect(withRetry(scriptedModel(() => Promise.reject(bug))).complete(requestFor())).rejects.toBe(bug);
});

test('an abort ends the wait at once', async () => {
  const stop = new AbortController();
  const model = scriptedModel(failed('rate-limited', 'slow', 60_000));
  const outcome = withRetry(model).complete(requestFor(0, stop.signal));
  setTimeout(() => stop.abort(), 10);
  await expect(outcome).rejects.toBeInstanceOf(Interrupted);
  await expect(withRetry(model).complete(requestFor(0, stop.signal))).rejects.toBeInstanceOf(Interrupted);
  expect(model.asked).toHaveLength(1);
});
