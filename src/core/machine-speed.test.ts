import fc from 'fast-check';
import { expect, test } from 'vitest';
import { machineSpeed } from './machine-speed.ts';

const ofReference = machineSpeed({ loop: 1, digest: 1, search: 1 });
/** A machine that takes so many times as long as the reference for each piece of work. */
function slower(loop: number, digest = loop, search = loop) {
  const { slowness } = ofReference;
  // The geometric mean of the reference's own times is 1 / slowness, whatever they are.
  return machineSpeed({ loop: loop / slowness, digest: digest / slowness, search: search / slowness });
}

test('a machine like the reference keeps the limits, and so does one that is a little off', () => {
  for (const times of [0.9, 1, 1.1]) expect(slower(times).limitFactor).toBe(1);
  expect(slower(1).slowness).toBeCloseTo(1, 10);
});

test('a slower machine has longer limits, a faster one no shorter ones', () => {
  expect(slower(2).limitFactor).toBe(2);
  expect(slower(3.1).limitFactor).toBe(3);
  expect(slower(1, 8, 1).limitFactor).toBe(2);
  expect(slower(0.1).limitFactor).toBe(1);
});

test('whatever the probe says, the factor stays between 1 and 8', () => {
  const seconds = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(seconds, seconds, seconds, (loop, digest, search) => {
      const { limitFactor } = machineSpeed({ loop, digest, search });
      expect(limitFactor).toBeGreaterThanOrEqual(1);
      expect(limitFactor).toBeLessThanOrEqual(8);
    }),
  );
});
