import type { Tally } from '../tally.ts';

/** A study whose truth is known, because it was made up. */
export interface StudyShape {
  readonly families: number;
  /** The mean success rate of all tasks there could be. */
  readonly rate: number;
  readonly samples: number;
  /** How much families differ: the correlation of two tasks of one family, from 0 to below 1. */
  readonly familyEffect: number;
  /** How much the tasks of one family differ, likewise. */
  readonly taskEffect: number;
}

export interface SimulatedStudy {
  readonly tallies: readonly Tally[];
  /** The true rate of each task, in the order of the tallies. */
  readonly truths: readonly number[];
}

export type Random = () => number;

/** Mulberry32: 32 bits of state, the same numbers everywhere. From 0 to below 1. */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Families of one to four tasks, each as likely. A family's rate is a Beta variable about the rate of all, a task's rate
 * one about its family's, and samples are drawn independently.
 */
export function simulateStudy(shape: StudyShape, random: Random): SimulatedStudy {
  const tallies: Tally[] = [];
  const truths: number[] = [];
  for (let family = 0; family < shape.families; family++) {
    const familyRate = drawBeta(shape.rate, shape.familyEffect, random);
    const size = 1 + Math.floor(random() * 4);
    for (let task = 0; task < size; task++) {
      const rate = drawBeta(familyRate, shape.taskEffect, random);
      let yes = 0;
      for (let sample = 0; sample < shape.samples; sample++) if (random() < rate) yes += 1;
      truths.push(rate);
      const name = `family-${family}`;
      tallies.push({ task: `${name}-${task}`, family: name, weight: 1, yes, no: shape.samples - yes, unknown: 0 });
    }
  }
  return { tallies, truths };
}

/** A Beta variable with this mean, of which two Bernoulli trials have this correlation. */
export function drawBeta(mean: number, correlation: number, random: Random): number {
  if (correlation === 0 || mean <= 0 || mean >= 1) return mean;
  const size = 1 / correlation - 1;
  const first = drawGamma(mean * size, random);
  const second = drawGamma((1 - mean) * size, random);
  // Both may be too small to tell from 0: then the variable is at one of its ends.
  if (first + second === 0) return random() < mean ? 1 : 0;
  return first / (first + second);
}

/** Marsaglia and Tsang (ACM Transactions on Mathematical Software 26, 2000). */
function drawGamma(shape: number, random: Random): number {
  if (shape < 1) return drawGamma(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = drawNormal(random);
    const cubed = (1 + c * normal) ** 3;
    if (cubed <= 0) continue;
    if (Math.log(1 - random()) < normal ** 2 / 2 + d - d * cubed + d * Math.log(cubed)) return d * cubed;
  }
}

/** Box and Muller. */
function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
