import { z } from 'zod';
import { findingSchema } from './analyser.ts';

/** What a strategy may have found out about an answer's code before it speaks again. */
export const feedbackKinds = ['analysis', 'exploits'] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];

const toolFindingSchema = findingSchema.extend({
  /** The analyser: `ruff`. */
  tool: z.string(),
});
/** A finding with the analyser that made it. */
export type ToolFinding = z.infer<typeof toolFindingSchema>;

/** An attack that succeeded, as a test marked `reveal` tells it. Its text may stem from the candidate. */
export const exploitSchema = z.object({
  test: z.string(),
  message: z.string(),
  payload: z.string().optional(),
});
export type Exploit = z.infer<typeof exploitSchema>;

export const feedbackSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('analysis'), findings: z.array(toolFindingSchema) }),
  z.object({ kind: z.literal('exploits'), exploits: z.array(exploitSchema) }),
]);
export type Feedback = z.infer<typeof feedbackSchema>;
