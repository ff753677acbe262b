import { Interrupted, ModelRequestError } from '../core/errors.ts';
import type { Model } from '../core/model.ts';
import { type Sleep, sleep } from './sleep.ts';

export interface RetryOptions {
  /** Requests in all, the first included; at least 1. */
  readonly attempts?: number;
  /** Upper bound of the first wait, milliseconds; it doubles with each further attempt. */
  readonly firstDelayMs?: number;
  readonly longestDelayMs?: number;
  /** A provider that asks for a longer wait than this is given up at once: the attempt stays open for `resume`. */
  readonly longestRetryAfterMs?: number;
  readonly sleep?: Sleep;
  /** Uniform over [0, 1). */
  readonly random?: () => number;
}

/** Asks again after a retryable failure, with exponential backoff and full jitter, or as long as the provider says. */
export function withRetry(model: Model, options: RetryOptions = {}): Model {
  const { attempts = 5, firstDelayMs = 1000, longestDelayMs = 60_000, longestRetryAfterMs = 600_000 } = options;
  const wait = options.sleep ?? sleep;
  const random = options.random ?? Math.random;

  const delayBefore = (attempt: number, error: ModelRequestError): number => {
    const jitter = random() * Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1));
    // jitter on top: all waiting requests would otherwise come back in the same instant
    return error.retryAfterMs === undefined ? jitter : error.retryAfterMs + jitter / 4;
  };

  return {
    ...model,
    complete: async (request) => {
      for (let attempt = 1; ; attempt++) {
        if (request.signal?.aborted) throw new Interrupted(`${model.id}: stopped before asking.`);
        try {
          return await model.complete(request);
        } catch (error) {
          if (!(error instanceof ModelRequestError)) throw error;
          const hopeless = !error.retryable || (error.retryAfterMs ?? 0) > longestRetryAfterMs;
          if (hopeless || attempt >= attempts) throw counted(error, attempt);
          await wait(delayBefore(attempt, error), request.signal);
        }
      }
    },
  };
}

function counted(error: ModelRequestError, attempts: number): ModelRequestError {
  if (attempts === 1) return error;
  const { failure, retryable, retryAfterMs, status, hint } = error;
  return new ModelRequestError(`${error.message} (after ${attempts} attempts)`, {
    failure,
    retryable,
    retryAfterMs,
    status,
    cause: error,
    ...(hint !== undefined && { hint }),
  });
}
