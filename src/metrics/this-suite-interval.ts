import { confidence } from './clopper-pearson.ts';
import type { Interval } from './metric.ts';
import type { SampledShare } from './sampled-share.ts';
import { scoreInterval } from './score-interval.ts';

const method = 'score interval over samples';
/** 97.5 % of a standard normal variable stay below. */
const normalQuantile = 1.959964;

/** The interval of a mean for *this suite, new samples*: the prompts are fixed, only what is sampled varies. */
export function thisSuiteInterval(prompts: readonly SampledShare[]): Interval {
  const weight = prompts.reduce((total, prompt) => total + prompt.weight, 0);
  const share = Math.min(1, prompts.reduce((total, { value, weight: own }) => total + own * value, 0) / weight);
  // Prompts that differ vary less in sum than equal ones would, so the pooled spread errs on the wide side.
  const pooled = share * (1 - share);
  let variance = 0;
  let evenVariance = 0;
  for (const { weight: own, trials, spread } of prompts) {
    const factor = (own / weight) ** 2 / trials;
    evenVariance += factor;
    variance += factor * (spread ?? pooled);
  }
  // As if one more trial had gone either way: tasks that always came out alike may still not always do so.
  const floor = evenVariance * evenVariance;
  const size = pooled > 0 ? pooled / (variance + floor) : 1 / evenVariance;
  const [lower, upper] = scoreInterval(share, size, normalQuantile);
  return { estimand: 'this-suite', lower, upper, confidence, method };
}
