import { describe, expect, it } from 'vitest';
import { measureCoverage } from './testing/measure-coverage.ts';
import { coverDetect, coverDifference } from './testing/measure-other-coverage.ts';
import type { StudyShape } from './testing/simulated-study.ts';

/** The corners where simpler intervals fail: few families, small rates, families that differ much. `npm run coverage` has all. */
const corners: readonly (readonly [name: string, shape: StudyShape])[] = [
  ['few families', { families: 12, rate: 0.1, samples: 10, familyEffect: 0.4, taskEffect: 0.3 }],
  [
    'families that differ much and seldom succeed',
    { families: 30, rate: 0.02, samples: 10, familyEffect: 0.4, taskEffect: 0.3 },
  ],
  ['a high rate', { families: 30, rate: 0.9, samples: 3, familyEffect: 0.15, taskEffect: 0.15 }],
  ['many families', { families: 100, rate: 0.5, samples: 1, familyEffect: 0.4, taskEffect: 0.3 }],
];

describe('intervals hold what is true of a made-up study', () => {
  it.each(corners)('%s', (_, shape) => {
    const { estimands } = measureCoverage(shape, { studies: 500, seed: 5 });
    const wide = shape.families < 30 || shape.rate < 0.1 || shape.rate > 0.9;
    expect(estimands['new-tasks'].held).toBeGreaterThanOrEqual(0.93);
    expect(estimands['new-tasks'].held).toBeLessThanOrEqual(wide ? 1 : 0.975);
    expect(estimands['this-suite'].held).toBeGreaterThanOrEqual(0.93);
  });

  it('and a study of fewer than 8 families has no interval for new tasks', () => {
    const shape = { families: 5, rate: 0.5, samples: 3, familyEffect: 0.15, taskEffect: 0.15 };
    const { estimands } = measureCoverage(shape, { studies: 20, seed: 5 });
    expect(estimands['new-tasks'].width).toBe(0);
    expect(estimands['this-suite'].width).toBeGreaterThan(0);
  });
});

describe('intervals of differences and of figures of a whole table hold what is true', () => {
  const shape = { families: 12, samples: 5, familyEffect: 0.15, taskEffect: 0.15 };

  it('of a difference', () => {
    expect(coverDifference({ ...shape, rate: 0.5, ratio: 0.8 }, { studies: 100, seed: 5 })).toBeGreaterThanOrEqual(0.9);
  });

  it('of F1 and of MCC', () => {
    const { f1, mcc } = coverDetect({ ...shape, recall: 0.7, specificity: 0.6 }, { studies: 100, seed: 5 });
    for (const { held, given } of [f1, mcc]) {
      expect(held).toBeGreaterThanOrEqual(0.9);
      expect(given).toBe(1);
    }
  });
});
