import { SecevalError } from '../core/errors.ts';
import type { Model } from '../core/model.ts';
import { type CompletionCache, completionKey } from './completion-cache.ts';

/**
 * The same model, asked only for what the cache does not hold; a hit is told through `request.onCacheHit`.
 * Belongs outside the retries, so that a hit waits for no rate limit.
 */
export function withCache(model: Model, cache: CompletionCache): Model {
  if (!model.cacheable) return model;
  return {
    id: model.id,
    decoding: model.decoding,
    identity: model.identity,
    cacheable: true,
    async complete(request) {
      const key = completionKey(model, request);
      const known = await cache.get(key);
      if (known !== undefined) {
        request.onCacheHit?.();
        return known;
      }
      const completion = await model.complete(request);
      await keep(cache, key, completion);
      return completion;
    },
  };
}

/** A full disk must not cost an answer that is paid for: the run's own log is about to store it, or to report the fault. */
async function keep(
  cache: CompletionCache,
  key: string,
  completion: Parameters<CompletionCache['put']>[1],
): Promise<void> {
  try {
    await cache.put(key, completion);
  } catch (error) {
    if (!SecevalError.isInstance(error)) throw error;
  }
}
