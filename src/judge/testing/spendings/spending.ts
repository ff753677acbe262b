/** How a candidate spends, what the evidence must tell, and whether it is a limit (a `fail` where exhaustion is tested). */
export interface Spending {
  readonly told: RegExp;
  readonly limit: boolean;
  readonly wallSeconds?: number;
  readonly cpuSeconds?: number;
  /** It fills a file system of its own, which not every tier has: there the sum of files is watched. */
  readonly fills?: 'a file system';
  readonly code: string;
}

export type Spendings = Readonly<Record<string, Spending>>;
