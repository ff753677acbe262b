import { z } from 'zod';
import type { AttemptKey } from './attempt.ts';

/** What a model wrote in an earlier run, now shown to it in place of a reference. */
export const ownCodeSchema = z.object({
  /** The mode in which it is shown. */
  mode: z.enum(['repair', 'classify']),
  task: z.string(),
  /** Who wrote it, and whom it is shown to. */
  model: z.string(),
  /** The name that stands in an attempt's `shown`. */
  shown: z.string(),
  /** By its dynamic verdict: `vulnerable` or `secure`. */
  kind: z.enum(['insecure', 'secure']),
  /** SHA-256 of the code. */
  blob: z.string(),
});
export type OwnCode = z.infer<typeof ownCodeSchema>;

/** `insecure-by-generate-direct-0`: begins with its kind, as the names of variants do. */
export function ownCodeName(kind: OwnCode['kind'], { mode, strategy, shown, sample }: AttemptKey): string {
  const of = shown === undefined ? '' : `-of-${shown.replace('+', '-')}`;
  return `${kind}-by-${mode}-${strategy}${of}-${sample}`;
}
