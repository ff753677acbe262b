import { z } from 'zod';
import { cweIdSchema } from './cwe.ts';

/** What a static analyser says of one place in a candidate. All of its text may stem from model-written code. */
export const findingSchema = z.object({
  /** The tool's own name of the rule: `S608`, `B105`. */
  rule: z.string(),
  /** The weaknesses that the rule is about; empty when neither our tables nor the tool tell. */
  cwes: z.array(cweIdSchema),
  /** Counts from 1. */
  line: z.number().int().positive(),
  message: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

/** `failed`: the analyser could not read this candidate (no Python, too large, out of time). Never the same as no findings. */
export const analysisSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('done'), findings: z.array(findingSchema) }),
  z.object({ state: z.literal('failed'), reason: z.string() }),
]);
export type Analysis = z.infer<typeof analysisSchema>;

/** Reads code and never runs it. What code says of itself (`# noqa`, `# nosec`) does not silence it. */
export interface Analyser {
  /** `ruff`, `bandit`. */
  readonly name: string;
  /** With what decides its findings beside it, such as the hash of a rule file. */
  readonly version: string;
  /**
   * One analysis for each code, in their order: tools that start slowly want many at once. Bounded in time and memory;
   * never rejects for what a code holds. Throws `EnvironmentFault` when the tool itself does not work.
   */
  analyse(codes: readonly string[], signal?: AbortSignal): Promise<readonly Analysis[]>;
  close(): Promise<void>;
}

/** A line of a run's `analyses.jsonl`: what one version of a tool said of one candidate. Later lines replace earlier ones. */
export const analysisRecordSchema = z.object({
  tool: z.string().min(1),
  version: z.string(),
  /** SHA-256 of the candidate's code. */
  code: z.string().regex(/^[0-9a-f]{64}$/),
  analysis: analysisSchema,
});
export type AnalysisRecord = z.infer<typeof analysisRecordSchema>;
