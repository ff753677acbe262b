import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WorkQueue } from './work-queue.ts';

const never = new AbortController().signal;
const waitMs = 10_000;

test('lanes take turns: a single request does not wait for a batch', async () => {
  const queue = new WorkQueue({ atOnce: 1, capacity: 100 });
  const order: string[] = [];
  const [batch, single] = [{}, {}];
  const add = (name: string, lane: object) =>
    queue.submit({ lane, signal: never, waitMs, work: async () => void order.push(name) });
  await Promise.all([...['b1', 'b2', 'b3', 'b4'].map((name) => add(name, batch)), add('s', single)]);
  expect(order).toEqual(['b1', 'b2', 's', 'b3', 'b4']);
});

test('work whose client has gone is stopped after a while, and its place is free only when it has ended', async () => {
  const queue = new WorkQueue({ atOnce: 1, capacity: 10, graceMs: 20 });
  const gone = new AbortController();
  let stopped = false;
  const work = (signal: AbortSignal) =>
    new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => {
        stopped = true;
        setTimeout(resolve, 20);
      }),
    );
  const submitted = queue.submit({ lane: {}, signal: gone.signal, waitMs, work });
  gone.abort();
  expect(stopped).toBe(false);
  await expect(submitted).rejects.toMatchObject({ code: 'gone' });
  expect(stopped).toBe(true);
  await queue.idle();
  expect(queue.running).toBe(0);
});

test('what is quickly done is done, whether anybody waits for it or not', async () => {
  const queue = new WorkQueue({ atOnce: 1, capacity: 10, graceMs: 1000 });
  const gone = new AbortController();
  let aborted: boolean | undefined;
  const work = async (signal: AbortSignal) => {
    await delay(10);
    aborted = signal.aborted;
  };
  const submitted = queue.submit({ lane: {}, signal: gone.signal, waitMs, work });
  gone.abort();
  await expect(submitted).rejects.toMatchObject({ code: 'gone' });
  expect(aborted).toBe(false);
});

test('whatever comes and goes, it never holds more than it may, and everything is settled', async () => {
  const action = fc.record({ lane: fc.nat(3), milliseconds: fc.nat(3), leavesAfter: fc.option(fc.nat(5)) });
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 30 }), fc.integer({ min: 1, max: 3 }), async (actions, atOnce) => {
      const queue = new WorkQueue({ atOnce, capacity: 8, graceMs: 1 });
      const lanes = [{}, {}, {}, {}];
      let [running, most] = [0, 0];
      const ends = actions.map(async ({ lane, milliseconds, leavesAfter }) => {
        const client = new AbortController();
        if (leavesAfter !== null) setTimeout(() => client.abort(), leavesAfter);
        const work = async () => {
          most = Math.max(most, ++running);
          await delay(milliseconds);
          running -= 1;
        };
        const submitted = queue.submit({ lane: lanes[lane] ?? {}, signal: client.signal, waitMs, work });
        expect(queue.waiting).toBeLessThanOrEqual(8);
        return submitted.then(
          () => 'done',
          (error) => error.code,
        );
      });
      const settled = await Promise.all(ends);
      await queue.idle();
      expect(most).toBeLessThanOrEqual(atOnce);
      expect([queue.waiting, queue.running]).toEqual([0, 0]);
      expect(settled.every((end) => ['done', 'gone', 'busy'].includes(end))).toBe(true);
    }),
    { numRuns: 20 },
  );
});
