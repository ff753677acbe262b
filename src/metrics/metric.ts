/** What every figure of a report is made of. A value that is undefined (0/0) is absent, with the reason: never 0, never NaN. */
export interface Metric {
  /** A share in [0, 1]; the correlation `mcc` in [-1, 1]. */
  readonly value?: number;
  /** Counts over attempts. The value of a rate is the mean over tasks, so it need not equal their quotient. */
  readonly numerator?: number;
  readonly denominator?: number;
  readonly tasks: number;
  readonly families: number;
  /** *New tasks like these*: what other tasks of the same kind would come to. Clustered by family; null below 8 families. */
  readonly interval: Interval | null;
  /** *This suite, new samples*: what asking the same tasks again would come to; always the narrower promise. */
  readonly thisSuite: Interval | null;
  /** Why there is no value or, where there is one, why there is no interval. */
  readonly reason: string | null;
  /** Lower end of `interval`, which gates judge by; null where there is none. */
  readonly lowerBound: number | null;
  /** The value if every inconclusive attempt had failed, and if every one had passed. Both intervals hold it too. */
  readonly inconclusiveRange: readonly [number, number] | null;
}

/** What an interval is about: docs/reference/intervals.md says how often each holds the truth. */
export const estimands = ['new-tasks', 'this-suite'] as const;
export type Estimand = (typeof estimands)[number];

export interface Interval {
  readonly estimand: Estimand;
  readonly lower: number;
  readonly upper: number;
  readonly confidence: number;
  readonly method: string;
}

/** Metrics by name: `secure-pass@1`, `f1`. */
export type Metrics = Readonly<Record<string, Metric>>;

/** Whether something is so of one attempt; `unknown` only after a fault of the harness. */
export type Holds = 'yes' | 'no' | 'unknown';

/** A metric without a value. */
export function undefinedMetric(reason: string, over: { readonly tasks: number; readonly families: number }): Metric {
  return { ...over, interval: null, thisSuite: null, reason, lowerBound: null, inconclusiveRange: null };
}
