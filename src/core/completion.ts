import { z } from 'zod';

/** Why a model stopped. `filtered`: the provider withheld the answer. `unknown`: it did not say. */
export const finishReasons = ['stop', 'length', 'filtered', 'unknown'] as const;

/** Token counts as the provider reported them; a count that it did not report is absent, never 0. */
export const usageSchema = z.object({
  inputTokens: z.number().int().nonnegative().optional(),
  outputTokens: z.number().int().nonnegative().optional(),
  reasoningTokens: z.number().int().nonnegative().optional(),
  cachedInputTokens: z.number().int().nonnegative().optional(),
});
export type Usage = z.infer<typeof usageSchema>;

/** A model's raw answer, never edited. */
export const completionSchema = z.object({
  text: z.string(),
  finish: z.enum(finishReasons),
  usage: usageSchema,
  /** US dollars by the price table; absent when the price or a needed count is unknown. */
  costUsd: z.number().nonnegative().optional(),
  /** The model's name as the provider reported it. */
  servedBy: z.string().optional(),
  /** What the provider ignored of what was asked (seed, temperature), in its words. */
  warnings: z.array(z.string()).default([]),
  latencyMs: z.number().nonnegative().optional(),
  /** What a coding agent did, bounded. Text from outside: rendered as text. */
  transcript: z
    .object({
      /** Absent when a signal ended it. */
      exitCode: z.number().int().optional(),
      seconds: z.number().nonnegative(),
      stdout: z.string(),
      stderr: z.string(),
      /** Its project's files that are changed, new or deleted. */
      changes: z.string(),
    })
    .optional(),
});
export type Completion = z.infer<typeof completionSchema>;
