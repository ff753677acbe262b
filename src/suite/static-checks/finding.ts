const staticChecks = [
  'unwritten',
  'prose',
  'problem-hints',
  'answers',
  'hidden-specification',
  'telling-reference',
  'variants',
  'entry-points',
  'near-duplicate',
  'vary',
] as const;
export type StaticCheck = (typeof staticChecks)[number];

export interface Finding {
  readonly check: StaticCheck;
  /** One line: file and line where there is one, and what is wrong. */
  readonly detail: string;
}
