import { type ExitCode, exitCodes } from './exit-codes.ts';

/**
 * What seceval itself failed to do, or what its user must mend, as typed exceptions.
 * What a model's code did is never an exception: it is data (see verdict.ts).
 */
const brand = Symbol.for('seceval.error');

export interface ErrorOptions {
  /** What the reader can do about it, one line. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** The base of all of them: `message` is one line that says what and where, `hint` what to do. */
export abstract class SecevalError extends Error {
  abstract readonly code: string;
  abstract readonly exitCode: ExitCode;
  readonly hint: string | undefined;
  readonly [brand] = true;

  constructor(message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.hint = options.hint;
  }

  /** True for an error of any copy of this package (`instanceof` fails across copies). */
  static isInstance(value: unknown): value is SecevalError {
    return typeof value === 'object' && value !== null && brand in value;
  }
}

/** The user's mistake: a wrong flag, a malformed file. Printed as one line and a hint; exit code 2. */
export class UserMistake extends SecevalError {
  readonly code = 'user-mistake';
  readonly exitCode = exitCodes.userMistake;
}

/** The machine lacks something: no bubblewrap, a full disk. Exit code 3. */
export class EnvironmentFault extends SecevalError {
  readonly code = 'environment';
  readonly exitCode = exitCodes.environment;
}

/** The user asked to stop. Everything finished is on disk. Exit code 130. */
export class Interrupted extends SecevalError {
  readonly code = 'interrupted';
  readonly exitCode = exitCodes.interrupted;
}

/** A fault of the judging harness. It makes an attempt `inconclusive`; nothing a candidate does may raise it. */
export class HarnessFault extends SecevalError {
  readonly code = 'harness';
  readonly exitCode = exitCodes.environment;
  /** A stable name of the fault, for instance `judge-died`. */
  readonly fault: string;

  constructor(fault: string, message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.fault = fault;
  }
}

export const requestFailures = [
  'rate-limited',
  'transient',
  'timeout',
  'malformed-response',
  'authentication',
  'not-found',
  'bad-request',
  'not-recorded',
] as const;
export type RequestFailure = (typeof requestFailures)[number];

export interface ModelRequestErrorOptions extends ErrorOptions {
  readonly failure: RequestFailure;
  readonly retryable: boolean;
  /** What the provider asked us to wait, in milliseconds; undefined when it said nothing. */
  readonly retryAfterMs?: number | undefined;
  readonly status?: number | undefined;
}

/** A request that brought no completion. It never becomes a verdict: the attempt stays open. */
export class ModelRequestError extends SecevalError {
  readonly code = 'model-request';
  readonly exitCode = exitCodes.environment;
  readonly failure: RequestFailure;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;

  constructor(message: string, options: ModelRequestErrorOptions) {
    super(message, options);
    this.failure = options.failure;
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs;
    this.status = options.status;
  }
}
