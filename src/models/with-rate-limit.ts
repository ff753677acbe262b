import { Interrupted, ModelRequestError } from '../core/errors.ts';
import type { Model } from '../core/model.ts';
import { type Sleep, sleep } from './sleep.ts';

export interface RateLimitOptions {
  /** Requests under way at once. */
  readonly maxConcurrent: number;
  /** Requests started in a minute, spread evenly; unlimited when absent. */
  readonly requestsPerMinute?: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
  readonly sleep?: Sleep;
}

/** Pause after a rate-limited answer that names no wait, milliseconds. */
const defaultPauseMs = 2000;

/** Keeps a model's requests within the provider's limits. A rate-limited answer holds back all of them, not only its own. */
export function withRateLimit(model: Model, options: RateLimitOptions): Model {
  const now = options.now ?? (() => performance.now());
  const wait = options.sleep ?? sleep;
  const spacingMs = options.requestsPerMinute === undefined ? 0 : 60_000 / options.requestsPerMinute;
  const places = createPlaces(options.maxConcurrent);
  let nextStart = 0;
  let pausedUntil = 0;

  const awaitTurn = async (signal: AbortSignal | undefined): Promise<void> => {
    const start = Math.max(now(), nextStart);
    nextStart = start + spacingMs;
    // again after each wait: another request may have been told to slow down meanwhile
    for (;;) {
      const remaining = Math.max(start, pausedUntil) - now();
      if (remaining <= 0) return;
      await wait(remaining, signal);
    }
  };

  return {
    ...model,
    complete: async (request) => {
      const leave = await places.enter(request.signal);
      try {
        await awaitTurn(request.signal);
        return await model.complete(request);
      } catch (error) {
        if (error instanceof ModelRequestError && error.failure === 'rate-limited' && error.retryable) {
          pausedUntil = Math.max(pausedUntil, now() + (error.retryAfterMs ?? defaultPauseMs));
        }
        throw error;
      } finally {
        leave();
      }
    },
  };
}

/** A number of places, given out in order of asking. */
function createPlaces(count: number) {
  let free = count;
  const waiting = new Set<() => void>();
  const leave = () => {
    const [next] = waiting;
    if (next === undefined) free++;
    else {
      waiting.delete(next);
      next();
    }
  };
  const enter = (signal: AbortSignal | undefined): Promise<() => void> =>
    new Promise((resolve, reject) => {
      const stop = () => {
        waiting.delete(admit);
        reject(new Interrupted('Stopped while waiting for a model.'));
      };
      const admit = () => {
        signal?.removeEventListener('abort', stop);
        resolve(leave);
      };
      if (signal?.aborted) stop();
      else if (free > 0) {
        free--;
        admit();
      } else {
        waiting.add(admit);
        signal?.addEventListener('abort', stop, { once: true });
      }
    });
  return { enter };
}
