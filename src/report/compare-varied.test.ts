import { expect, test } from 'vitest';
import { compareVaried } from './compare-varied.ts';
import { sampleSide } from './testing/sample-side.ts';

const request = { metric: 'secure-pass@1', family: (task: string) => task } as const;
const tasks = (secure: (index: number) => boolean) =>
  Array.from({ length: 12 }, (_, index) => ({ task: `CWE-001/t${index}`, secure: secure(index) }));

test('a model that fails under other names is told from one that does not', () => {
  const [learnt, able] = compareVaried(
    [
      sampleSide(
        'learnt',
        tasks(() => true),
      ),
      sampleSide(
        'able',
        tasks(() => true),
      ),
    ],
    [
      sampleSide(
        'learnt',
        tasks((index) => index < 2),
      ),
      sampleSide(
        'able',
        tasks(() => true),
      ),
    ],
    request,
  );
  expect(learnt).toMatchObject({ name: 'learnt', tasks: 12, worse: 10, better: 0 });
  expect(learnt?.adjusted).toBeLessThan(0.05);
  expect(able).toMatchObject({ name: 'able', difference: 0, worse: 0, better: 0 });
  expect(able?.adjusted).toBe(1);
});

test('what only one run asked is left out, and tasks of one form only do not count', () => {
  const found = compareVaried(
    [
      sampleSide(
        'both',
        tasks(() => true),
      ),
      sampleSide(
        'one',
        tasks(() => true),
      ),
    ],
    [sampleSide('both', tasks(() => true).slice(0, 9))],
    request,
  );
  expect(found.map(({ name, tasks: count }) => [name, count])).toEqual([['both', 9]]);
});
