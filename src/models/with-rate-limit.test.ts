import { expect, test } from 'vitest';
import { Interrupted } from '../core/errors.ts';
import type { CompletionRequest } from '../core/model.ts';
import { answered, failed, failure, requestFor, scriptedModel } from './testing/scripted-model.ts';
import { withRateLimit } from './with-rate-limit.ts';

/** A clock that only `sleep` moves. */
function fakeClock() {
  let time = 0;
  const sleep = async (ms: number) => {
    time += ms;
  };
  return { now: () => time, sleep };
}

/** A model whose answers the test gives. */
function heldModel() {
  const held: (() => void)[] = [];
  const step = (request: CompletionRequest) =>
    new Promise<Awaited<ReturnType<ReturnType<typeof answered>>>>((resolve) =>
      held.push(() => void answered({ text: String(request.attempt.sample) })(request).then(resolve)),
    );
  return { model: scriptedModel(...Array.from({ length: 20 }, () => step)), held };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('no more than the maximum are under way, in order of asking', async () => {
  const { model, held } = heldModel();
  const limited = withRateLimit(model, { maxConcurrent: 2 });
  const all = [0, 1, 2, 3, 4].map((sample) => limited.complete(requestFor(sample)));
  for (let done = 0; done < 5; done++) {
    await settled();
    expect(held.length).toBe(Math.min(5, done + 2));
    held[done]?.();
  }
  expect((await Promise.all(all)).map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4']);
});

test('requests per minute are spread evenly', async () => {
  const clock = fakeClock();
  const starts: number[] = [];
  const step = (request: CompletionRequest) => {
    starts.push(clock.now());
    return answered()(request);
  };
  const limited = withRateLimit(scriptedModel(step, step, step), { maxConcurrent: 1, requestsPerMinute: 30, ...clock });
  for (let sample = 0; sample < 3; sample++) await limited.complete(requestFor(sample));
  expect(starts).toEqual([0, 2000, 4000]);
});

test('a rate-limited answer pauses all requests of the model', async () => {
  const clock = fakeClock();
  const limited = withRateLimit(scriptedModel(failed('rate-limited', 'slow', 9000), answered(), answered()), {
    maxConcurrent: 1,
    ...clock,
  });
  const first = limited.complete(requestFor(0)).catch((error: unknown) => error);
  await limited.complete(requestFor(1));
  expect(clock.now()).toBe(9000);
  expect(await first).toMatchObject({ failure: 'rate-limited' });
});

test('a failure gives its place back, and one that waiting does not mend pauses nothing', async () => {
  const clock = fakeClock();
  const model = scriptedModel(failed('authentication'), failed('transient'), answered());
  const limited = withRateLimit(model, { maxConcurrent: 1, ...clock });
  await expect(limited.complete(requestFor())).rejects.toEqual(failure('authentication'));
  await expect(limited.complete(requestFor())).rejects.toEqual(failure('transient'));
  await limited.complete(requestFor());
  expect(clock.now()).toBe(0);
});

test('an abort leaves the queue, and does not cost the others their places', async () => {
  const { model, held } = heldModel();
  const limited = withRateLimit(model, { maxConcurrent: 1 });
  const stop = new AbortController();
  const first = limited.complete(requestFor(0));
  const second = limited.complete(requestFor(1, stop.signal));
  const third = limited.complete(requestFor(2));
  await settled();
  stop.abort();
  await expect(second).rejects.toBeInstanceOf(Interrupted);
  held[0]?.();
  await first;
  await settled();
  held[1]?.();
  expect((await third).text).toBe('2');
});
