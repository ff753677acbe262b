import { z } from 'zod';
import { completionSchema } from './completion.ts';
import { feedbackSchema } from './feedback.ts';

const promptSchema = z.object({
  system: z.string().exactOptional(),
  earlier: z
    .array(z.object({ user: z.string(), assistant: z.string() }))
    .readonly()
    .exactOptional(),
  user: z.string(),
});

/** One turn of a conversation: the content of the blob that a `turn` event names (canonical JSON). */
export const turnExchangeSchema = z.object({ prompt: promptSchema, completion: completionSchema });
export type TurnExchange = z.infer<typeof turnExchangeSchema>;

/** A turn with what was found out about its code afterwards. */
export const storedTurnSchema = turnExchangeSchema.extend({ feedback: feedbackSchema.exactOptional() });
export type StoredTurn = z.infer<typeof storedTurnSchema>;

/**
 * One question and its answer: the content of the blob that a `completed` event names (canonical JSON). Of a
 * conversation it is the turn whose answer stands, and `turns` has all of them.
 */
export const exchangeSchema = turnExchangeSchema.extend({ turns: z.array(storedTurnSchema).exactOptional() });
export type Exchange = z.infer<typeof exchangeSchema>;
