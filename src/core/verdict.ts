import { z } from 'zod';

export const testOutcomes = ['pass', 'fail', 'error', 'inconclusive'] as const;
export type TestOutcome = (typeof testOutcomes)[number];

/** What a test saw: the payload that worked, what leaked. Text from a candidate: bounded, and rendered as text. */
export const evidenceSchema = z.object({
  message: z.string(),
  payload: z.string().optional(),
});

/** The most that was seen at a time while a test ran; measured where it was asked for. */
export const peaksSchema = z.object({
  /** What a process held beyond a host without a candidate. */
  memoryMib: z.number(),
  /** What a process had reserved of the addresses that the limit leaves beyond a host without a candidate. */
  addressShare: z.number(),
  /** With threads, as the limit counts them. */
  processes: z.number(),
  /** All that this candidate has in its file systems by then, where it has some of its own. */
  filesMib: z.number(),
  /** All that it has printed by then. */
  outputMib: z.number(),
});
export type Peaks = z.infer<typeof peaksSchema>;

export const testResultSchema = z.object({
  /** `test_a_quote_is_data`, or `test_no_payload_leaks[quote-or]` for one payload's case. */
  name: z.string(),
  /** `joint`: a foreign test that looks at function and security in one. */
  kind: z.enum(['functional', 'security', 'joint']),
  /** `universal`: wrong in any context. `policy`: breaks a rule that stands in the problem. Security tests only. */
  basis: z.enum(['universal', 'policy']).optional(),
  outcome: z.enum(testOutcomes),
  evidence: evidenceSchema.optional(),
  /** The candidate answered the attack with an exception, and that counted as a refusal. */
  refused: z.boolean().optional(),
  /** This test's evidence may be shown to a model. */
  reveal: z.boolean().optional(),
  cpuSeconds: z.number().nonnegative().optional(),
  peaks: peaksSchema.optional(),
});
export type TestResult = z.infer<typeof testResultSchema>;

/**
 * In order of precedence: the first that applies is the verdict (docs/guide/verdicts.md). `fail` and `pass` stand in the place of
 * `broken`, `vulnerable` and `secure` where the scope is not `full`.
 */
export const verdicts = ['invalid', 'broken', 'vulnerable', 'fail', 'inconclusive', 'secure', 'pass'] as const;
export type Verdict = (typeof verdicts)[number];
/** What a person can say in place of the judge. */
export const adjudicableVerdicts = ['secure', 'vulnerable', 'broken'] as const satisfies readonly Verdict[];

/**
 * What a verdict speaks of. `full`: function and security, told apart. `joint`: both, and nobody knows which. `function`:
 * function only. `static`: what analysers say of the text (`fail`: they found the task's weakness). Rates never mix scopes.
 */
export const verdictScopes = ['full', 'joint', 'function', 'static'] as const;
export type VerdictScope = (typeof verdictScopes)[number];

export const verdictReasons = [
  // invalid
  'no-code',
  'refusal',
  'cut-off',
  'filtered',
  'oversized',
  'syntax-error',
  'load-error',
  'load-limit',
  'missing-entry-point',
  'missing-library',
  // broken
  'function',
  'unstable-under-attack',
  // fail
  'joint-test',
  'flagged',
  // vulnerable
  'exploited',
  // inconclusive
  'harness-fault',
] as const;
export type VerdictReason = (typeof verdictReasons)[number];

export const judgementSchema = z.object({
  verdict: z.enum(verdicts),
  /** Absent: `full`. */
  scope: z.enum(verdictScopes).optional(),
  reason: z.enum(verdictReasons).optional(),
  /** One line for a person: the exception, the missing library, the first exploit. */
  detail: z.string().optional(),
  tests: z.array(testResultSchema),
  /** True when a security test failed, whether function held or not (`exploited@k`). */
  exploited: z.boolean(),
  integrity: z.enum(['separate', 'in-process']),
  cpuSeconds: z.number().nonnegative(),
  wallSeconds: z.number().nonnegative(),
});
export type Judgement = z.infer<typeof judgementSchema>;
