import { z } from 'zod';
import { modes } from './mode.ts';

/** What names an attempt: one (task, mode, strategy, model, sample). Sample counts from 0. */
export const attemptKeySchema = z.object({
  task: z.string(),
  mode: z.enum(modes),
  strategy: z.string(),
  model: z.string(),
  sample: z.number().int().nonnegative(),
  /** classify: the variant that is shown, or `shownPair`. repair: the variant to be mended. Absent in generate. */
  shown: z.string().optional(),
});
export type AttemptKey = z.infer<typeof attemptKeySchema>;

/** What an attempt shows that is about both versions at once. */
export const shownPair = 'insecure+secure';

/** One line of text that is equal exactly for equal attempts. */
export function attemptId(key: AttemptKey): string {
  return [key.model, key.mode, key.strategy, key.task, key.shown ?? '-', key.sample].join(' ');
}
