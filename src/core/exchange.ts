import { z } from 'zod';
import { completionSchema } from './completion.ts';

/** One question and its answer: the content of the blob that a `completed` event names (canonical JSON). */
export const exchangeSchema = z.object({
  prompt: z.object({ system: z.string().exactOptional(), user: z.string() }),
  completion: completionSchema,
});
export type Exchange = z.infer<typeof exchangeSchema>;
