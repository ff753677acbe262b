/** What a candidate puts in the way of the judge's own part of a test, and how that test must then end. */
export interface Hindrance {
  readonly test: string;
  readonly code: string;
  readonly told: RegExp;
  /** Two seconds after it the judge breaks its own part off. */
  readonly wallSeconds?: number;
}

/** What a candidate does while it loads; it must end as `invalid`, and the detail must tell this. */
export interface LoadHindrance {
  readonly code: string;
  readonly told: RegExp;
  readonly wallSeconds?: number;
}
