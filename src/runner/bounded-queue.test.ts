import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BoundedQueue } from './bounded-queue.ts';

it('hands over every item once, in order for one consumer, whatever the capacity and the timing', async () => {
  const item = fc.record({ value: fc.integer(), pause: fc.integer({ min: 0, max: 3 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(item),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 3 }),
      async (items, capacity, consumers) => {
        const queue = new BoundedQueue<number>(capacity);
        const taken: number[] = [];
        const consume = async () => {
          for (let next = await queue.take(); next !== undefined; next = await queue.take()) {
            taken.push(next);
            await Promise.resolve();
          }
        };
        const consuming = Promise.all(Array.from({ length: consumers }, consume));
        const numbers = items.map((_, index) => index);
        await Promise.all(
          [numbers.filter((index) => index % 2 === 0), numbers.filter((index) => index % 2 === 1)].map(async (half) => {
            for (const index of half) {
              for (let left = items[index]?.pause ?? 0; left > 0; left--) await Promise.resolve();
              await queue.push(index);
            }
          }),
        );
        queue.close();
        await consuming;
        expect(taken.toSorted((a, b) => a - b)).toEqual(numbers);
      },
    ),
  );
});

it('lets a producer wait until there is room', async () => {
  const queue = new BoundedQueue<string>(1);
  await queue.push('first');
  let pushed = false;
  const pushing = queue.push('second').then(() => {
    pushed = true;
  });
  await Promise.resolve();
  expect(pushed).toBe(false);
  expect(await queue.take()).toBe('first');
  await pushing;
  expect(await queue.take()).toBe('second');
});
