import type { Model } from '../core/model.ts';
import type { PriceTable } from './prices.ts';
import { withPrice } from './with-price.ts';
import { type RateLimitOptions, withRateLimit } from './with-rate-limit.ts';
import { type RetryOptions, withRetry } from './with-retry.ts';
import { withTimeLimit } from './with-time-limit.ts';

export interface RequestPolicy {
  /** Milliseconds for one request. */
  readonly timeLimitMs: number;
  readonly rate: RateLimitOptions;
  readonly prices: PriceTable;
  readonly retry?: RetryOptions;
}

/**
 * The wrappers in the order in which they are right: the time limit counts from the moment a request is sent, not while
 * it queues; each retry queues again; a cost is computed once. Models that answer from a file or from the suite pass
 * through untouched.
 */
export function withRequestPolicy(model: Model, policy: RequestPolicy): Model {
  if (!model.cacheable) return model;
  const limited = withRateLimit(withTimeLimit(model, policy.timeLimitMs), policy.rate);
  return withPrice(withRetry(limited, policy.retry), policy.prices);
}
