// What crosses Redis: candidates, answers, judgements. Never a key of a provider, and never a test.
import { z } from 'zod';
import { attemptKeySchema } from '../core/attempt.ts';
import { completionSchema } from '../core/completion.ts';
import { builtEnvironmentSchema } from '../core/environment.ts';
import { requestFailures } from '../core/errors.ts';
import { machineSpeedSchema } from '../core/machine-speed.ts';
import { languages } from '../core/task.ts';
import { judgementSchema } from '../core/verdict.ts';
import { termsSchema, wantedSchema } from './terms.ts';

export const judgeJobSchema = z.object({
  task: z.string(),
  language: z.enum(languages),
  code: z.string(),
  seed: z.number().int(),
  only: z.array(z.string()).optional(),
  untilDecided: z.boolean().optional(),
  unrevealed: z.boolean().optional(),
});
export type JudgeJob = z.infer<typeof judgeJobSchema>;
export const judgeResultSchema = judgementSchema;

export const completeJobSchema = z.object({
  model: z.string(),
  prompt: z.object({ system: z.string().optional(), user: z.string() }),
  decoding: z.object({
    temperature: z.number().optional(),
    topP: z.number().optional(),
    maxOutputTokens: z.number().optional(),
    reasoningEffort: z.enum(['low', 'medium', 'high']).optional(),
    seed: z.number().optional(),
  }),
  attempt: attemptKeySchema,
});
export type CompleteJob = z.infer<typeof completeJobSchema>;

/** A failed request is an answer too: the worker has done its retries. */
export const completeResultSchema = z.union([
  z.object({ completion: completionSchema }),
  z.object({
    message: z.string(),
    failure: z.enum(requestFailures),
    retryable: z.boolean(),
    retryAfterMs: z.number().optional(),
    status: z.number().optional(),
  }),
]);
export type CompleteResult = z.infer<typeof completeResultSchema>;

/** What a worker says of itself, again and again: silence means that it is gone. */
export const announcementSchema = z.object({
  id: z.string(),
  judge: z
    .object({
      terms: termsSchema,
      slots: z.number().int(),
      environment: builtEnvironmentSchema,
      unable: z.array(z.object({ task: z.string(), reason: z.string() })),
      description: z.object({
        tier: z.string(),
        environment: z.string(),
        limits: z.record(z.string(), z.string()),
        deviations: z.array(z.string()),
        speed: machineSpeedSchema.optional(),
      }),
    })
    .optional(),
  completes: z
    .object({
      seceval: z.string(),
      models: z.array(z.object({ spec: z.string(), identity: z.record(z.string(), z.string()) })),
    })
    .optional(),
});
export type Announcement = z.infer<typeof announcementSchema>;

export const runAnnouncementSchema = z.object({
  id: z.string(),
  wanted: wantedSchema,
});
export type RunAnnouncement = z.infer<typeof runAnnouncementSchema>;

export function judgeQueue(termsKey: string): string {
  return `judge-${termsKey}`;
}

export function completeQueue(seceval: string, spec: string): string {
  return `complete-${seceval}-${spec.replaceAll(':', '-')}`;
}
