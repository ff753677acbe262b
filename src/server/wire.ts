// What crosses the wire: every request is parsed by one of these schemas, and the OpenAPI document is made of them.
import { z } from 'zod';
import { finishReasons } from '../core/completion.ts';
import { modes } from '../core/mode.ts';
import { testResultSchema, verdictReasons, verdicts } from '../core/verdict.ts';

/** Seeds of payloads; every one is sound (`suite verify --seed`). */
const seedSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

const itemFields = {
  id: z.string().max(200).optional().describe('comes back with the score, to tell items apart'),
  task: z.string().max(200).describe('id, or short name where only one task has it'),
  mode: z.enum(modes).default('generate'),
  strategy: z.string().max(100).optional().describe('default: direct, or detect in classify'),
  shown: z.string().max(100).optional().describe('repair, classify: the variant that the model saw; default insecure'),
  completion: z.string().optional().describe('the raw answer; its code is found as in a run'),
  finish: z.enum(finishReasons).default('stop').describe('why the model stopped'),
  code: z.string().optional().describe('in place of completion: judged as it is'),
  seed: seedSchema.optional().describe('of the payloads; a fresh one is drawn when absent'),
};

const howFields = {
  evidence: z.boolean().default(true).describe('tell what the deciding test saw, as far as the service may'),
  tests: z
    .enum(['deciding', 'all'])
    .default('deciding')
    .describe('end with the test that decides the verdict, or run all of them, which also tells `exploited`'),
  deadlineSeconds: z
    .number()
    .positive()
    .max(3600)
    .optional()
    .describe('how long it may wait for its turn; a judgement that has begun is finished'),
  suite: z.string().max(200).optional().describe('refuse unless this is the name or fingerprint of the served suite'),
};

const oneOf = { message: 'give either completion (the raw answer) or code' };
const hasOne = (item: { completion?: string | undefined; code?: string | undefined }) =>
  (item.completion === undefined) !== (item.code === undefined);

export const scoreItemSchema = z.strictObject(itemFields).refine(hasOne, oneOf);
export type ScoreItem = z.infer<typeof scoreItemSchema>;

/** What says which attempt an answer belongs to, without the answer. */
export const attemptSchema = z.strictObject(itemFields).omit({ id: true, completion: true, finish: true, code: true });

export const scoreRequestSchema = z.strictObject({ ...itemFields, ...howFields }).refine(hasOne, oneOf);

export const howSchema = z.object(howFields);
export type HowToScore = z.infer<typeof howSchema>;

export const batchRequestSchema = z.strictObject({ items: z.array(scoreItemSchema).min(1), ...howFields });

const evidenceSchema = z.object({
  kind: testResultSchema.shape.kind,
  basis: z.enum(['universal', 'policy']).optional(),
  outcome: z.enum(['fail', 'error']),
  test: z.string().optional().describe('only where the service shows all evidence'),
  payload: z.string().optional(),
  message: z.string().optional(),
});
export type ShownEvidence = z.infer<typeof evidenceSchema>;

export const scoreSchema = z.object({
  id: z.string().optional(),
  task: z.string(),
  mode: z.enum(modes),
  verdict: z.enum(verdicts).optional().describe('generate, repair'),
  reason: z.enum(verdictReasons).optional(),
  detail: z.string().optional(),
  correct: z.boolean().optional().describe('classify'),
  answer: z.string().nullable().optional().describe('classify: what was read from the completion'),
  reward: z.number().nullable().describe('null exactly where the verdict is inconclusive: leave it out'),
  exploited: z.boolean().optional().describe('with "tests": "all": an attack succeeded, whether function held or not'),
  evidence: z.array(evidenceSchema).optional(),
  seed: z.number().int().describe('judged again with this seed, the same code has the same verdict'),
  waitedSeconds: z.number(),
  judgedSeconds: z.number(),
});
export type Score = z.infer<typeof scoreSchema>;

export const errorCodes = [
  'bad-request',
  'unauthorized',
  'forbidden',
  'not-found',
  'wrong-suite',
  'too-large',
  'unsupported-media-type',
  'not-judgeable-here',
  'busy',
  'deadline',
  'gone',
  'draining',
  'unsettled',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export const errorSchema = z.object({
  error: z.object({ code: z.enum(errorCodes), message: z.string(), hint: z.string().optional() }),
});
export type WireError = z.infer<typeof errorSchema>;

/** One line of the answer to a batch, in the order in which they finish. */
export const batchLineSchema = z.union([
  scoreSchema.extend({ index: z.number().int().describe('of the item in the request') }),
  errorSchema.extend({ index: z.number().int(), id: z.string().optional() }),
]);

export const suitesSchema = z.object({
  suites: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      fingerprint: z.string(),
      environment: z.string().describe('fingerprint of what is installed where candidates run'),
      tier: z.string().describe('kind of sandbox'),
      reward: z.record(z.string(), z.number()),
      tasks: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          cwe: z.string(),
          family: z.string(),
          severity: z.string(),
          fit: z.string(),
          entryPoints: z.array(z.string()),
          unavailable: z.string().optional().describe('why this machine cannot judge it'),
        }),
      ),
    }),
  ),
});
export type SuiteCard = z.infer<typeof suitesSchema>['suites'][number];

export const promptSchema = z.object({
  task: z.string(),
  mode: z.literal('generate'),
  strategy: z.string(),
  prompt: z.object({ system: z.string().optional(), user: z.string() }),
});
export type PublicPrompt = z.infer<typeof promptSchema>;
