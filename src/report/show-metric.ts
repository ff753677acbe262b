import { familiesForInterval } from '../metrics/families.ts';
import type { Estimand, Metric } from '../metrics/metric.ts';

export const noValue = '–';

/** `58%` where there are families enough for a percentage to mean something, else the counts: `7/12`. */
export function showShare(metric: Metric | undefined): string {
  if (metric?.value === undefined) return noValue;
  const { value, numerator, denominator, families } = metric;
  const counted = numerator !== undefined && denominator !== undefined;
  return counted && families < familiesForInterval ? `${numerator}/${denominator}` : percent(value);
}

/** Never rounds to 0% or 100% what is not exactly that. */
export function percent(value: number): string {
  if (value > 0 && value < 0.005) return '<1%';
  if (value < 1 && value >= 0.995) return '>99%';
  return `${Math.round(value * 100)}%`;
}

/** `0.67`, for figures that are no shares of anything counted: F1, the correlation. */
export function showFigure(metric: Metric | undefined): string {
  return metric?.value === undefined ? noValue : metric.value.toFixed(2);
}

/** `40–74%`, or nothing. For new tasks like these unless told otherwise. */
export function showInterval(
  { interval, thisSuite }: Pick<Metric, 'interval' | 'thisSuite'>,
  estimand: Estimand = 'new-tasks',
): string {
  const shown = estimand === 'new-tasks' ? interval : thisSuite;
  return shown === null ? '' : `${Math.floor(shown.lower * 100)}–${Math.ceil(shown.upper * 100)}%`;
}

export const estimandNames: Readonly<Record<Estimand, string>> = {
  'new-tasks': 'new tasks like these',
  'this-suite': 'this suite, new samples',
};

/** `$0.42`, `$0.0042`; `at least` where prices are missing. */
export function showCost(costUsd: number, unknownCosts: number): string {
  const digits = costUsd > 0 && costUsd < 0.1 ? 4 : 2;
  const known = `$${costUsd.toFixed(digits)}`;
  if (unknownCosts === 0) return known;
  return `${costUsd === 0 ? 'cost unknown' : `at least ${known}`} (${unknownCosts} completions without a price)`;
}

/** `1,234,567`, whatever the locale of the machine. */
export function showCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${showCount(count)} ${count === 1 ? one : many}`;
}
