import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Turns } from './turns.ts';

/** Counts who is at work, and notes in which order they began. */
function workshop(places: number) {
  const turns = new Turns(places);
  const began: number[] = [];
  const atWork = new Set<number>();
  let most = 0;
  let disturbed = false;
  const take = (name: number, alone: boolean, steps: number) =>
    turns.take(alone, async () => {
      began.push(name);
      atWork.add(name);
      most = Math.max(most, atWork.size);
      for (let step = 0; step < steps; step++) {
        if (alone && atWork.size > 1) disturbed = true;
        await Promise.resolve();
      }
      atWork.delete(name);
      return name;
    });
  return { take, began, most: () => most, disturbed: () => disturbed };
}

describe('turns', () => {
  test('never more than the places, alone is alone, first come first served, and all are served', async () => {
    const jobs = fc.array(fc.record({ alone: fc.boolean(), steps: fc.nat(8) }), { maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), jobs, async (places, asked) => {
        const { take, began, most, disturbed } = workshop(places);
        const names = asked.map((_, name) => name);
        expect(await Promise.all(asked.map(({ alone, steps }, name) => take(name, alone, steps)))).toEqual(names);
        expect(began).toEqual(names);
        expect(most()).toBeLessThanOrEqual(places);
        expect(disturbed()).toBe(false);
      }),
    );
  });

  test('all places are used', async () => {
    const { take, most } = workshop(3);
    await Promise.all([1, 2, 3, 4, 5].map((name) => take(name, false, 4)));
    expect(most()).toBe(3);
  });

  test('who comes after one that waits to be alone waits too', async () => {
    const { take, began } = workshop(4);
    await Promise.all([take(1, false, 10), take(2, true, 1), take(3, false, 1)]);
    expect(began).toEqual([1, 2, 3]);
  });

  test('work that fails gives its place back, alone or not', async () => {
    const turns = new Turns(1);
    const fail = () => Promise.reject(new Error('failed'));
    await expect(turns.take(false, fail)).rejects.toThrow('failed');
    await expect(turns.take(true, fail)).rejects.toThrow('failed');
    expect(await turns.take(false, () => Promise.resolve('served'))).toBe('served');
  });
});
