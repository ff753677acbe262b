import { z } from 'zod';
import { testResultSchema } from '../core/verdict.ts';

/** What the judge process sends: a sign of life before each case, then one answer. It is trusted, yet checked. */
export const rawAnswerSchema = z.object({
  id: z.number().int(),
  tests: z.array(testResultSchema),
  /** Absent when the judge failed before a candidate could be loaded. */
  load: z.object({ loaded: z.boolean(), reason: z.string().optional(), detail: z.string().optional() }).optional(),
  fault: z.object({ fault: z.string(), detail: z.string() }).optional(),
  cpuSeconds: z.number().nonnegative().default(0),
  wallSeconds: z.number().nonnegative(),
  /** Something unusual happened, and though the answer stands, another judge shall take the next candidate. */
  retire: z.boolean().default(false),
});
export type RawAnswer = z.infer<typeof rawAnswerSchema>;

export const judgeMessageSchema = z.union([
  z.object({ ready: z.literal(true), python: z.string() }),
  z.object({ id: z.number().int(), case: z.string() }),
  rawAnswerSchema,
]);
