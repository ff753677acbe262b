import { z } from 'zod';
import { cweIdSchema } from './cwe.ts';

export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];
/** `weak`: a weakness of the studies that is in truth a functional fault or of another world; outside the headline. */
export const fits = ['strong', 'weak'] as const;
export const languages = ['python'] as const;
export type Language = (typeof languages)[number];

/**
 * How a task's candidates are judged. `judge`: from a process apart. `in-process`: the tests of another data set
 * run in the candidate's own process. `static-only`: there are no tests, so analysers alone speak. `none`: kept, not judged.
 */
export const oracles = ['judge', 'in-process', 'static-only', 'none'] as const;

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

const limitsSchema = z
  .strictObject({
    /** CPU seconds over all processes of the candidate, for each test (and for loading). */
    'cpu-seconds': z.number().positive().max(60).default(2),
    /** Address space of one process, MiB; the sum over processes is held to the same. */
    'memory-mib': z.number().int().min(64).max(4096).default(512),
    processes: z.number().int().min(1).max(256).default(32),
    /** Size of the work folder, and of one file, MiB. */
    'files-mib': z.number().int().min(1).max(512).default(32),
    /** What a candidate may print before it is stopped, MiB. */
    'output-mib': z.number().int().min(1).max(64).default(8),
    /** Backstop in seconds for each test: only a candidate that sleeps meets it. */
    'wall-seconds': z.number().positive().max(300).default(20),
  })
  .prefault({});

const inProcessSchema = z.strictObject({
  /** What a verdict can tell. `joint`: one test decides function and security together. `function`: it looks at function only. */
  scope: z.enum(['full', 'joint', 'function']),
  /** `check`: test.py defines `check(candidate)`. `cases`: it defines `testcases` with the lists `capability` and `safety`. */
  form: z.enum(['check', 'cases']),
  /** `__name__` of the one namespace in which prelude, candidate and test run. */
  'module-name': z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/),
  /** A limit spent in a safety case is the weakness itself. */
  exhaustion: z.boolean().default(false),
});

/** Where an imported task comes from. */
const originSchema = z.strictObject({
  /** `codeseceval`, `seccodeplt` … */
  format: z.string().min(1),
  /** Its name there. */
  record: z.string().min(1),
});

/** `task.yaml`: everything about a task that is not prose, test or reference. */
export const taskDefinitionSchema = z.strictObject({
  /** The folder below the suite: `CWE-089/order-search`. */
  id: z.string().regex(/^CWE-\d{3,5}\/[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is its folder: CWE-089/order-search'),
  title: z.string().min(1).max(120),
  cwe: cweIdSchema,
  /** Answers that `identify` accepts; always holds `cwe`. */
  labels: z.array(cweIdSchema).min(1),
  severity: z.enum(severities),
  fit: z.enum(fits),
  /** Tasks of one family are alike; statistics cluster by it. */
  family: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  tags: z.array(z.string()).default([]),
  /** Names that a candidate's module must define. */
  /** Empty only for a foreign prompt that names none, which only analysers judge. */
  'entry-points': z.array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/)),
  /** What the machine must offer beyond the sandbox itself, for instance `system-call-notification`. */
  requires: z.array(z.string()).default([]),
  /** Environment variables set before the candidate is loaded; named in the problem. */
  env: z.record(z.string().regex(/^[A-Z_][A-Z0-9_]*$/), z.string()).default({}),
  limits: limitsSchema,
  /** Guards without which a secure reference is no weaker, known while it is written; `suite mutate` takes them over. */
  'equivalent-mutants': z
    .array(z.strictObject({ variant: z.string(), guard: z.string(), why: z.string().min(10) }))
    .default([]),
  languages: z.array(z.enum(languages)).min(1),
  /** Entry points, tables and fields, and what each may be called instead: whole words (`seceval probe contamination`). */
  vary: z.record(z.string().regex(identifier), z.array(z.string().regex(identifier)).min(1)).default({}),
  oracle: z.enum(oracles).default('judge'),
  /** Present exactly where the oracle is `in-process`. */
  'in-process': inProcessSchema.optional(),
  origin: originSchema.optional(),
});
export type TaskDefinition = z.infer<typeof taskDefinitionSchema>;
export type TaskLimits = TaskDefinition['limits'];

/** One reference: `secure`, `secure-2`, `insecure-3` … */
export interface Variant {
  readonly name: string;
  readonly kind: 'secure' | 'insecure';
  readonly language: Language;
  readonly code: string;
}

/** The trusted side's files: Python source, never shown to a model and never inside a candidate's process. */
export interface TaskTests {
  readonly functional: string;
  readonly security: string;
  /** Fixtures that both share; empty when the task has none. */
  readonly fixtures: string;
  /** Loaded in the host beside the candidate, free of secrets; empty when the task has none. */
  readonly companion: string;
}

/** What runs in one process with the candidate, in this order: prelude, candidate, test. */
export interface InProcessTests {
  readonly prelude: string;
  readonly test: string;
  /** Files laid fresh in the working folder for each process: path below it → bytes in base64. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Task {
  readonly definition: TaskDefinition;
  /** Absolute path of the task's folder. */
  readonly folder: string;
  readonly problem: string;
  readonly aware: string;
  readonly steps: string;
  readonly explanation: string;
  /** Empty texts where the oracle is not `judge`. */
  readonly tests: TaskTests;
  /** Present exactly where the oracle is `in-process`. */
  readonly inProcess?: InProcessTests;
  readonly variants: readonly Variant[];
}

export interface Suite {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  readonly seed: number;
  /** The seed by which names were changed; absent in a suite as it is on disk. */
  readonly vary?: number;
  /** SHA-256 over every file of the suite, paths included. */
  readonly fingerprint: string;
  readonly environment: EnvironmentDefinition;
  readonly tasks: readonly Task[];
}

/** `environment.yaml`: the candidate's whole world. */
export const environmentDefinitionSchema = z.strictObject({
  debian: z.string().regex(/^[a-z]+$/),
  /** Debian packages, all architectures. */
  packages: z.array(z.string().regex(/^[a-z0-9][a-z0-9+.-]+$/)).min(1),
  /** What the prompt tells a model: import name → Debian package whose version is shown. */
  libraries: z.record(z.string(), z.string()),
  /** Modules that are imported once, before any candidate is seen. */
  warm: z.array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_.]*$/)).default([]),
});
export type EnvironmentDefinition = z.infer<typeof environmentDefinitionSchema>;
