import { Interrupted, ModelRequestError } from '../core/errors.ts';
import type { Model } from '../core/model.ts';

/** Gives every request `limitMs` milliseconds; past them it fails with `timeout`, which is retryable. */
export function withTimeLimit(model: Model, limitMs: number): Model {
  return {
    ...model,
    complete: async (request) => {
      const clock = new AbortController();
      const late = new Promise<never>((_, reject) => {
        clock.signal.addEventListener('abort', () => {
          reject(
            request.signal?.aborted ? new Interrupted(`${model.id}: stopped while asking.`) : tooLate(model, limitMs),
          );
        });
      });
      const stop = () => clock.abort();
      const timer = setTimeout(stop, limitMs);
      // by hand, since AbortSignal.any keeps every follower of a long-lived signal alive on Node 20
      request.signal?.addEventListener('abort', stop, { once: true });
      if (request.signal?.aborted) stop();
      try {
        // a race: the limit holds for a model that does not heed its signal, too
        return await Promise.race([late, model.complete({ ...request, signal: clock.signal })]);
      } finally {
        clearTimeout(timer);
        request.signal?.removeEventListener('abort', stop);
      }
    },
  };
}

function tooLate(model: Model, limitMs: number): ModelRequestError {
  return new ModelRequestError(`${model.id}: no answer within ${limitMs / 1000} s`, {
    failure: 'timeout',
    retryable: true,
    hint: 'Raise the request time limit, or lower the number of output tokens.',
  });
}
