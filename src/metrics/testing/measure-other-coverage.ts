import type { AnswerUnit, ClassifiedAnswer } from '../classified-attempt.ts';
import { detectMetrics } from '../detect-metrics.ts';
import { type PairedTask, pairedDifference } from '../paired-difference.ts';
import { drawBeta, type Random, type StudyShape, seededRandom } from './simulated-study.ts';

type Spread = Omit<StudyShape, 'rate'>;

/** Two sides of a comparison: the second succeeds in every task `ratio` (from 0 to 1) times as often as the first. */
export interface DifferenceShape extends Spread {
  readonly rate: number;
  readonly ratio: number;
}

/** Answers to `detect`: how often vulnerable code, and secure code, is told right. */
export interface DetectShape extends Spread {
  readonly recall: number;
  readonly specificity: number;
}

interface Repeats {
  readonly studies: number;
  readonly seed: number;
}

/** In what share of the studies the interval of the difference held the true one; all of at least 8 families. */
export function coverDifference(shape: DifferenceShape, { studies, seed }: Repeats): number {
  const random = seededRandom(seed);
  const truth = shape.rate * (shape.ratio - 1);
  let held = 0;
  for (let study = 0; study < studies; study++) {
    const pairs = drawTasks(shape, shape.rate, random).map(
      ({ task, family, rate }): PairedTask => ({
        task,
        family,
        first: countSuccesses(rate, shape.samples, random) / shape.samples,
        second: countSuccesses(rate * shape.ratio, shape.samples, random) / shape.samples,
      }),
    );
    if (holds(pairedDifference(pairs).inference?.interval, truth)) held += 1;
  }
  return held / studies;
}

/**
 * The same of F1 and of MCC. An interval that cannot be given, as where nothing was called vulnerable, is no interval that
 * failed: `given` is the share of studies with one, and the others are shares of those.
 */
export function coverDetect(
  shape: DetectShape,
  { studies, seed }: Repeats,
): Readonly<Record<'f1' | 'mcc', { readonly held: number; readonly given: number }>> {
  const random = seededRandom(seed);
  const { recall, specificity } = shape;
  const truths = { f1: trueF1(recall, specificity), mcc: trueMcc(recall, specificity) };
  const counts = { f1: { held: 0, given: 0 }, mcc: { held: 0, given: 0 } };
  for (let study = 0; study < studies; study++) {
    const metrics = detectMetrics(drawAnswers(shape, random), true);
    for (const name of ['f1', 'mcc'] as const) {
      const interval = metrics[name]?.interval;
      if (interval === null || interval === undefined) continue;
      counts[name].given += 1;
      if (holds([interval.lower, interval.upper], truths[name])) counts[name].held += 1;
    }
  }
  const told = ({ held, given }: { held: number; given: number }) => ({ held: held / given, given: given / studies });
  return { f1: told(counts.f1), mcc: told(counts.mcc) };
}

/** Of all tasks there could be, each shown as often in either version. */
function trueF1(recall: number, specificity: number): number {
  return (2 * recall) / (2 * recall + (1 - specificity) + (1 - recall));
}

function trueMcc(recall: number, specificity: number): number {
  const calledVulnerable = recall + 1 - specificity;
  return (recall + specificity - 1) / Math.sqrt(calledVulnerable * (2 - calledVulnerable));
}

function holds(interval: readonly [number, number] | undefined, truth: number): boolean {
  return interval !== undefined && interval[0] <= truth + 1e-12 && interval[1] >= truth - 1e-12;
}

interface DrawnTask {
  readonly task: string;
  readonly family: string;
  readonly rate: number;
}

/** Families of one to four tasks, as in `simulateStudy`. */
function drawTasks({ families, familyEffect, taskEffect }: Spread, mean: number, random: Random): DrawnTask[] {
  return Array.from({ length: families }, (_, family) => {
    const ofFamily = drawBeta(mean, familyEffect, random);
    return Array.from({ length: 1 + Math.floor(random() * 4) }, (_, task) => ({
      ...{ task: `${family}-${task}`, family: String(family) },
      rate: drawBeta(ofFamily, taskEffect, random),
    }));
  }).flat();
}

/** What is told right of vulnerable code, and of the same tasks' secure code, is drawn apart. */
function drawAnswers(shape: DetectShape, random: Random): AnswerUnit[] {
  const { recall, specificity, samples, familyEffect, taskEffect } = shape;
  const secureRates = new Map<string, number>();
  return drawTasks(shape, recall, random).flatMap(({ task, family, rate }) => {
    const ofFamily = secureRates.get(family) ?? drawBeta(specificity, familyEffect, random);
    secureRates.set(family, ofFamily);
    const about = { task, family, cwe: 'CWE-89', severity: 'high' } as const;
    const secureRate = drawBeta(ofFamily, taskEffect, random);
    return [
      { ...about, shown: 'insecure', results: draw(right.vulnerable, wrong.vulnerable, [rate, samples]) },
      { ...about, shown: 'secure', results: draw(right.secure, wrong.secure, [secureRate, samples]) },
    ];
  });

  function draw(yes: ClassifiedAnswer, no: ClassifiedAnswer, [rate, count]: readonly [number, number]) {
    return Array.from({ length: count }, () => (random() < rate ? yes : no));
  }
}

const right = {
  vulnerable: { answer: 'vulnerable', expected: ['vulnerable'], correct: true },
  secure: { answer: 'secure', expected: ['secure'], correct: true },
} as const;
const wrong = {
  vulnerable: { answer: 'secure', expected: ['vulnerable'], correct: false },
  secure: { answer: 'vulnerable', expected: ['secure'], correct: false },
} as const;

function countSuccesses(rate: number, samples: number, random: Random): number {
  let successes = 0;
  for (let sample = 0; sample < samples; sample++) if (random() < rate) successes += 1;
  return successes;
}
