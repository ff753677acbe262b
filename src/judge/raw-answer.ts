import { z } from 'zod';
import { testResultSchema } from '../core/verdict.ts';

/** What the judge process sends: signs of life, then one answer. It is trusted, yet checked. */
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
  // Before each case: how it is told if nothing more is heard, and how the one before it ended.
  z.object({
    id: z.number().int(),
    alive: z.literal(true),
    running: testResultSchema.optional(),
    ended: z.array(testResultSchema).default([]),
  }),
  // The supervisor's, when it had to end the judge in the middle of a case.
  z.object({ id: z.number().int(), gaveUp: z.enum(['held', 'starved', 'crashed']) }),
  rawAnswerSchema,
]);
