/** What every figure of a report is made of. A value that is undefined (0/0) is absent, with the reason: never 0, never NaN. */
export interface Metric {
  /** A share in [0, 1]; the correlation `mcc` in [-1, 1]. */
  readonly value?: number;
  /** Counts over attempts. The value of a rate is the mean over tasks, so it need not equal their quotient. */
  readonly numerator?: number;
  readonly denominator?: number;
  readonly tasks: number;
  readonly families: number;
  readonly interval: Interval | null;
  /** Why there is no value or, where there is one, why there is no interval. */
  readonly reason: string | null;
  /** Lower end of the conservative bound, which gates judge by; null below `familiesForGate` families. */
  readonly lowerBound: number | null;
  /** The value if every inconclusive attempt had failed, and if every one had passed. */
  readonly inconclusiveRange: readonly [number, number] | null;
}

export interface Interval {
  readonly lower: number;
  readonly upper: number;
  readonly confidence: number;
  readonly method: string;
}

/** Metrics by name: `secure-pass@1`, `f1`. */
export type Metrics = Readonly<Record<string, Metric>>;

/** Whether something is so of one attempt; `unknown` only after a fault of the harness. */
export type Holds = 'yes' | 'no' | 'unknown';

/** One attempt seen by one question. Samples of one unit answered the same prompt; a task may have several units. */
export interface Observation {
  readonly task: string;
  readonly family: string;
  readonly unit: string;
  readonly holds: Holds;
}

/** A metric without a value. */
export function undefinedMetric(reason: string, over: { readonly tasks: number; readonly families: number }): Metric {
  return { ...over, interval: null, reason, lowerBound: null, inconclusiveRange: null };
}
