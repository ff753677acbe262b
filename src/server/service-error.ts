import type { ErrorCode, WireError } from './wire.ts';

/** The HTTP status of each error. */
export const statusOf = {
  'bad-request': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'wrong-suite': 409,
  'too-large': 413,
  'unsupported-media-type': 415,
  'not-judgeable-here': 422,
  busy: 429,
  gone: 499,
  internal: 500,
  draining: 503,
  unsettled: 503,
  deadline: 504,
} as const satisfies Readonly<Record<ErrorCode, number>>;

export interface ServiceErrorOptions {
  readonly hint?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/** What a request is answered when it is not done. Its message is shown to the client: it never holds code or tests. */
export class ServiceError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options: ServiceErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ServiceError';
    this.code = code;
    this.hint = options.hint;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  toWire(): WireError {
    return { error: { code: this.code, message: this.message, ...(this.hint !== undefined && { hint: this.hint }) } };
  }
}
