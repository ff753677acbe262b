import { z } from 'zod';
import type { AttemptKey } from '../core/attempt.ts';
import { canonicalJson, sha256 } from '../core/canonical.ts';
import { finishReasons } from '../core/completion.ts';
import { modes } from '../core/mode.ts';
import type { Prompt } from '../core/model.ts';

/** A line of a file of recorded answers. Strict: a misspelt optional field would go unnoticed. */
export const recordedAnswerSchema = z.strictObject({
  task: z.string().min(1),
  mode: z.enum(modes),
  strategy: z.string().min(1),
  /** Counts from 0; when absent, the number of earlier lines of the same task, mode, strategy and shown variant. */
  sample: z.number().int().nonnegative().optional(),
  /** The variant that was shown (repair, classify). */
  shown: z.string().optional(),
  /** Which turn of a conversation, from 0; absent in the first. */
  turn: z.number().int().nonnegative().optional(),
  completion: z.string(),
  finish: z.enum(finishReasons).default('stop'),
  /** SHA-256 of the canonical JSON of the prompt that was answered. */
  prompt_sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 lower-case hexadecimal digits')
    .optional(),
  /** Who answered, for people. */
  model: z.string().optional(),
  recorded_at: z.string().optional(),
});
export type RecordedAnswer = z.infer<typeof recordedAnswerSchema>;

/** What a recorded answer is found by: an attempt whatever its model, and the turn of its conversation. */
export type RecordedKey = Omit<AttemptKey, 'model'> & { readonly turn?: number };

/** Longest line that is read or written, bytes. */
export const longestLine = 8 * 1024 * 1024;

/** One line of text that is equal exactly for equal keys. */
export function recordedId(key: RecordedKey): string {
  return JSON.stringify([...recordedGroup(key), key.sample]);
}

/** The key without the sample: lines of one group are numbered among themselves. */
export function recordedGroup({ task, mode, strategy, shown, turn = 0 }: RecordedSeries): readonly string[] {
  const group = shown === undefined ? [task, mode, strategy] : [task, mode, strategy, shown];
  return turn === 0 ? group : [...group, `turn ${turn}`];
}

type RecordedSeries = Omit<RecordedKey, 'sample' | 'turn'> & { readonly turn?: number | undefined };

/** What a person calls it. */
export function recordedName({ task, mode, strategy, shown, sample, turn = 0 }: RecordedKey): string {
  const place = `sample ${sample}${turn === 0 ? '' : `, turn ${turn}`}`;
  return `${task} ${mode}/${strategy}${shown === undefined ? '' : ` of ${shown}`}, ${place}`;
}

export function promptHash({ system, earlier, user }: Prompt): string {
  return sha256(canonicalJson({ system, earlier, user }));
}
