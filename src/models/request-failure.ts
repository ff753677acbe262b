import { ModelRequestError, type ModelRequestErrorOptions, type RequestFailure } from '../core/errors.ts';
import { type ResponseHeaders, retryAfterMs } from './retry-after.ts';
import type { Scrub } from './scrub.ts';

/** Whom a failure is about, and how to make a provider's words safe to show. */
export interface FailureContext {
  readonly model: string;
  readonly endpoint: string;
  readonly scrub: Scrub;
}

/** An HTTP answer that reports an error. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: string;
  /** The provider's own words, taken out of the body. */
  readonly message: string;
  readonly cause?: unknown;
}

/** 424: Bedrock's "the model had an error". 425: too early. 529 of Anthropic (overloaded) is above 500. */
const transientStatuses = new Set([408, 409, 424, 425]);

const hints: Partial<Record<RequestFailure, string>> = {
  'rate-limited': 'Lower --requests-per-minute or --concurrency, and resume the run later.',
  authentication: 'Check the key, and that its account may use this model.',
  'not-found':
    'Check the name of the model, and the base URL: it ends in /v1, and a server of chat completions is compatible:NAME.',
};

/** What an HTTP error answer means for the request. */
export function failureFromAnswer(answer: ErrorAnswer, context: FailureContext): ModelRequestError {
  const { status } = answer;
  const because = (failure: RequestFailure, retryable: boolean, what: string) =>
    failureError(context, { failure, retryable, what, status, answer, detail: answer.message, cause: answer.cause });
  if (status === 429) {
    // OpenAI answers 429 for an empty account too, which no waiting mends
    const spent = /insufficient_quota/.test(answer.body);
    return spent
      ? because('rate-limited', false, 'the quota is used up')
      : because('rate-limited', true, 'rate limited');
  }
  if (status === 401 || status === 403) return because('authentication', false, 'access refused');
  if (status === 404) return because('not-found', false, 'no such model or address');
  if (status >= 500 || transientStatuses.has(status)) return because('transient', true, 'the server failed');
  return because('bad-request', false, 'the request was refused');
}

/** Codes of a connection that failed for a reason that asking again does not mend. */
const permanent = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/;

/** No answer came: refused, reset, no such host. `error` is what fetch threw. */
export function failureFromConnection(error: unknown, context: FailureContext): ModelRequestError {
  const { code, message } = rootCause(error);
  const detail = code === '' || message.includes(code) ? message : `${code}: ${message}`;
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return failureError(context, {
      failure: 'timeout',
      retryable: true,
      what: 'no answer in time',
      detail,
      cause: error,
    });
  }
  return failureError(context, {
    failure: 'transient',
    retryable: !permanent.test(code),
    what: `no connection to ${context.endpoint}`,
    detail,
    cause: error,
    hint: permanent.test(code)
      ? 'A private certificate authority is trusted through NODE_EXTRA_CA_CERTS.'
      : 'Check that the server runs and that the address is right.',
  });
}

/** An answer that is cut off, no JSON, or not of the form that the provider documents. Never an empty completion. */
export function malformedAnswer(error: unknown, context: FailureContext, status?: number): ModelRequestError {
  return failureError(context, {
    failure: 'malformed-response',
    retryable: true,
    what: 'the answer is cut off or malformed',
    detail: rootCause(error).message,
    status,
    cause: error,
  });
}

interface FailureDetails extends Pick<ModelRequestErrorOptions, 'failure' | 'retryable' | 'status' | 'hint'> {
  readonly what: string;
  readonly detail: string;
  readonly answer?: ErrorAnswer;
  readonly cause: unknown;
}

function failureError(context: FailureContext, details: FailureDetails): ModelRequestError {
  const status = details.status === undefined ? '' : ` (HTTP ${details.status})`;
  const detail = context.scrub(details.detail);
  const hint = details.hint ?? hints[details.failure];
  return new ModelRequestError(`${context.model}: ${details.what}${status}${detail === '' ? '' : `: ${detail}`}`, {
    failure: details.failure,
    retryable: details.retryable,
    status: details.status,
    retryAfterMs: details.answer && retryAfterMs(details.answer, Date.now()),
    cause: safeCause(details.cause, context.scrub),
    ...(hint !== undefined && { hint }),
  });
}

/** Name and words of a cause. The error itself carries request and response, in which a key may stand. */
function safeCause(error: unknown, scrub: Scrub): unknown {
  return error instanceof Error ? { name: error.name, message: scrub(error.message) } : undefined;
}

/** The innermost cause says what happened (`ECONNRESET`); the outer ones say `fetch failed`. */
function rootCause(error: unknown): { readonly code: string; readonly message: string } {
  let current = error;
  for (let depth = 0; depth < 8 && current instanceof Error && current.cause instanceof Error; depth++) {
    current = current.cause;
  }
  if (!(current instanceof Error)) return { code: '', message: String(current) };
  const code = 'code' in current && typeof current.code === 'string' ? current.code : '';
  // an AggregateError of connection attempts has no message of its own
  return { code, message: current.message === '' ? code || current.name : current.message };
}
