import type { Estimand, Interval } from '../metric.ts';
import { rateAtK } from '../rate-at-k.ts';
import { type StudyShape, seededRandom, simulateStudy } from './simulated-study.ts';

export interface Coverage {
  readonly shape: StudyShape;
  readonly studies: number;
  readonly estimands: Readonly<Record<Estimand, Covered>>;
}

export interface Covered {
  /** Shares of the studies in which the interval held the truth, lay above it, and lay below it. */
  readonly held: number;
  readonly above: number;
  readonly below: number;
  /** Mean width. */
  readonly width: number;
}

/** How often the intervals of many studies of one shape hold what is true of it. */
export function measureCoverage(shape: StudyShape, { studies, seed }: { studies: number; seed: number }): Coverage {
  const random = seededRandom(seed);
  const counts = { 'new-tasks': newCount(), 'this-suite': newCount() };
  for (let study = 0; study < studies; study++) {
    const { tallies, truths } = simulateStudy(shape, random);
    const { interval, thisSuite } = rateAtK(tallies, { k: 1 });
    if (interval !== null) count(counts['new-tasks'], interval, shape.rate);
    if (thisSuite !== null) {
      count(counts['this-suite'], thisSuite, truths.reduce((sum, truth) => sum + truth, 0) / truths.length);
    }
  }
  const told = ({ above, below, width }: Counted): Covered => ({
    held: 1 - (above + below) / studies,
    above: above / studies,
    below: below / studies,
    width: width / studies,
  });
  return {
    shape,
    studies,
    estimands: { 'new-tasks': told(counts['new-tasks']), 'this-suite': told(counts['this-suite']) },
  };
}

interface Counted {
  above: number;
  below: number;
  width: number;
}

function newCount(): Counted {
  return { above: 0, below: 0, width: 0 };
}

function count(counted: Counted, { lower, upper }: Interval, truth: number): void {
  // A truth that both are exactly, as 0 is where nothing ever succeeds, may differ in its last bit.
  if (lower > truth + 1e-12) counted.above += 1;
  if (upper < truth - 1e-12) counted.below += 1;
  counted.width += upper - lower;
}
