import { z } from 'zod';
import { attemptKeySchema } from './attempt.ts';
import { finishReasons, usageSchema } from './completion.ts';
import { cweIdSchema } from './cwe.ts';
import { machineSpeedSchema } from './machine-speed.ts';
import { modes } from './mode.ts';
import { ownCodeSchema } from './own-code.ts';
import { adjudicableVerdicts, judgementSchema } from './verdict.ts';

/** Version of manifest and log; raised when an old reader would misread a new file. */
export const runFormat = 1;

export const studySchema = z.object({
  models: z.array(z.string()).min(1),
  /** Mode and strategy pairs, `generate/direct`. */
  strategies: z
    .array(
      z.object({
        mode: z.enum(modes),
        strategy: z.string(),
        /** Its answers are judged without the tests marked `reveal`, whose evidence it shows. */
        unrevealed: z.boolean().exactOptional(),
      }),
    )
    .min(1),
  tasks: z.array(z.string()).min(1),
  samples: z.number().int().positive(),
  /** Only the families of one part were asked for: of those that training may use, or of those held out from it. */
  split: z.object({ part: z.enum(['train', 'holdout']), share: z.number(), seed: z.number().int() }).exactOptional(),
  /** repair: secure code is handed over, too. Does the model break it? */
  control: z.boolean().exactOptional(),
  /** identify: the weaknesses to choose among; those of the suite when absent. */
  choices: z.array(cweIdSchema).min(2).exactOptional(),
  /** Runs whose attempts are shown in place of the suite's references, by mode. */
  from: z.object({ repair: z.string().exactOptional(), classify: z.string().exactOptional() }).exactOptional(),
});
export type Study = z.infer<typeof studySchema>;

/** `manifest.json`: what makes a run reproducible. Field order is part of the format. */
export const manifestSchema = z.object({
  format: z.literal(runFormat),
  id: z.string(),
  createdAt: z.string(),
  seceval: z.string(),
  arguments: z.array(z.string()),
  study: studySchema,
  suite: z.object({
    name: z.string(),
    version: z.string(),
    folder: z.string(),
    fingerprint: z.string(),
    seed: z.number().int(),
    /** Present where names were changed by this seed (`--vary`). */
    vary: z.number().int().exactOptional(),
  }),
  models: z.array(
    z.object({
      id: z.string(),
      identity: z.record(z.string(), z.string()),
      decoding: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  /** Code of models that this run shows, each with the blob of this run that holds it. */
  shown: z.array(ownCodeSchema).optional(),
  /** What told strategies of findings. */
  analysers: z.array(z.object({ name: z.string(), version: z.string() })).optional(),
  /** What is not as it should be, and no figure shows: `suite-readable`. */
  stamps: z.array(z.string()).optional(),
  /** SHA-256 of each template in use, by `mode/strategy`. */
  templates: z.record(z.string(), z.string()),
  environment: z.object({
    kind: z.enum(['image', 'host', 'none']),
    fingerprint: z.string(),
    debian: z.string(),
    python: z.string(),
    versions: z.record(z.string(), z.string()),
  }),
  sandbox: z.object({
    tier: z.string(),
    limits: z.record(z.string(), z.string()),
    deviations: z.array(z.string()),
    /** Absent in runs of earlier versions: their limits were a task's own. */
    speed: machineSpeedSchema.optional(),
  }),
  /** Tasks asked for that this machine cannot run, by name, with the reason. */
  skipped: z.array(z.object({ task: z.string(), reason: z.string() })),
  git: z.object({ commit: z.string(), dirty: z.boolean() }).optional(),
  machine: z.object({
    platform: z.string(),
    kernel: z.string(),
    architecture: z.string(),
    cpus: z.number(),
    node: z.string(),
  }),
});
export type Manifest = z.infer<typeof manifestSchema>;

const at = z.string();

/** A line of `events.jsonl`. Later lines for the same attempt replace earlier ones of the same type. */
export const runEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run-started'),
    at,
    format: z.literal(runFormat),
    run: z.string(),
    attempts: z.number().int(),
  }),
  z.object({ type: z.literal('run-resumed'), at, open: z.number().int() }),
  z.object({
    type: z.literal('completed'),
    at,
    attempt: attemptKeySchema,
    /** SHA-256 of the blob that holds prompt and completion. */
    blob: z.string(),
    finish: z.enum(finishReasons),
    usage: usageSchema,
    /** What the request cost when it was made; spent by this run only where `cached` is false. */
    costUsd: z.number().optional(),
    /** True when no request was made for it: a cache hit, a recording, a reference. */
    cached: z.boolean(),
    latencyMs: z.number().optional(),
    /** How many turns the conversation had: usage, cost and time are their sums, and its `turn` events were the spending. */
    turns: z.number().int().positive().optional(),
  }),
  z.object({
    type: z.literal('turn'),
    at,
    attempt: attemptKeySchema,
    /** From 0. A turn makes void what was known of it and of later ones. */
    turn: z.number().int().nonnegative(),
    /** SHA-256 of the blob that holds prompt and completion. */
    blob: z.string(),
    usage: usageSchema,
    costUsd: z.number().optional(),
    cached: z.boolean(),
    latencyMs: z.number().optional(),
  }),
  z.object({
    type: z.literal('feedback'),
    at,
    attempt: attemptKeySchema,
    turn: z.number().int().nonnegative(),
    /** SHA-256 of the blob that holds what was found out about the turn's code. */
    blob: z.string(),
  }),
  z.object({
    type: z.literal('request-failed'),
    at,
    attempt: attemptKeySchema,
    failure: z.string(),
    message: z.string(),
  }),
  z.object({
    type: z.literal('judged'),
    at,
    attempt: attemptKeySchema,
    /** SHA-256 of the blob that holds the candidate's code; absent when there was none. */
    code: z.string().optional(),
    extraction: z.string().optional(),
    judgement: judgementSchema,
  }),
  z.object({
    type: z.literal('classified'),
    at,
    attempt: attemptKeySchema,
    answer: z.string().optional(),
    expected: z.array(z.string()).min(1),
    correct: z.boolean(),
  }),
  /** A person overrules a verdict. The judgement stays as it is; a later adjudication of the attempt replaces an earlier. */
  z.object({
    type: z.literal('adjudicated'),
    at,
    format: z.literal(runFormat),
    attempt: attemptKeySchema,
    verdict: z.enum(adjudicableVerdicts),
    reason: z.string().min(1),
    by: z.string().min(1),
  }),
  /** The judge's verdict counts again. */
  z.object({
    type: z.literal('adjudication-undone'),
    at,
    format: z.literal(runFormat),
    attempt: attemptKeySchema,
    reason: z.string().min(1),
    by: z.string().min(1),
  }),
  z.object({
    type: z.literal('run-stopped'),
    at,
    reason: z.enum(['interrupted', 'max-cost', 'error']),
    open: z.number().int(),
  }),
  z.object({ type: z.literal('run-finished'), at, open: z.number().int() }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;
export type JudgedEvent = Extract<RunEvent, { type: 'judged' }>;
export type ClassifiedEvent = Extract<RunEvent, { type: 'classified' }>;
export type AdjudicatedEvent = Extract<RunEvent, { type: 'adjudicated' }>;
export type TurnEvent = Extract<RunEvent, { type: 'turn' }>;
export type FeedbackEvent = Extract<RunEvent, { type: 'feedback' }>;
export type CompletedEvent = Extract<RunEvent, { type: 'completed' }>;
