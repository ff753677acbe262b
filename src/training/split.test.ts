import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isHeldOut } from './split.ts';

const families = Array.from({ length: 4000 }, (_, index) => `family-${index}`);

test('about the share of the families is held out', () => {
  const held = families.filter((family) => isHeldOut(family, { share: 0.2, seed: 1 })).length;
  expect(held / families.length).toBeGreaterThan(0.18);
  expect(held / families.length).toBeLessThan(0.22);
});

test('none is held out of a share of nothing, and another seed holds out others', () => {
  expect(families.some((family) => isHeldOut(family, { share: 0, seed: 1 }))).toBe(false);
  const of = (seed: number) => families.filter((family) => isHeldOut(family, { share: 0.2, seed }));
  expect(of(1)).not.toEqual(of(2));
});

test('what is held out stays so when the share grows', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.double({ min: 0, max: 0.5, noNaN: true }), (family, seed, share) => {
      if (isHeldOut(family, { share, seed })) expect(isHeldOut(family, { share: share + 0.3, seed })).toBe(true);
    }),
  );
});
