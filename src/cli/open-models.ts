import { join } from 'node:path';
import type { Decoding, Model } from '../core/model.ts';
import type { Suite } from '../core/task.ts';
import { createModel } from '../models/create-model.ts';
import { loadPrices } from '../models/load-prices.ts';
import { builtinPrices } from '../models/prices.ts';
import { openRecorder, type Recorder } from '../models/recorder.ts';
import { hasPrice } from '../models/with-price.ts';
import { withRecording } from '../models/with-recording.ts';
import { withRequestPolicy } from '../models/with-request-policy.ts';
import { environmentStore } from '../sandbox/environment/environment-store.ts';
import { openCompletionCache } from '../store/completion-cache.ts';
import { withCache } from '../store/with-cache.ts';
import type { StudyFlags } from './study-flags.ts';
import { numberFlag } from './study-options.ts';

export interface OpenModels {
  readonly models: readonly Model[];
  /** Paid models that no price is known for. */
  readonly unpriced: readonly string[];
  close(): Promise<void>;
}

/** The models of a study with everything around them: limits, retries, prices, cache, recording. */
export async function openModels(flags: StudyFlags, decoding: Decoding, suite: Suite): Promise<OpenModels> {
  const tasks = new Map(suite.tasks.map((task) => [task.definition.id, task]));
  const prices = flags.prices === undefined ? builtinPrices : await loadPrices(flags.prices);
  const maxConcurrent = numberFlag('--concurrency', flags.concurrency, { least: 1, whole: true }) ?? 8;
  const requestsPerMinute = numberFlag('--requests-per-minute', flags.requestsPerMinute, { least: 1 });
  const timeLimit = numberFlag('--request-timeout', flags.requestTimeout, { least: 1 }) ?? 600;
  const retries = numberFlag('--retries', flags.retries, { least: 0, most: 100, whole: true }) ?? 4;
  const created = await Promise.all(
    [...new Set(flags.model ?? [])].map((spec) =>
      createModel(spec, { decoding, tasks, ...(flags.baseUrl !== undefined && { baseUrl: flags.baseUrl }) }),
    ),
  );
  const paid = created.some((model) => model.cacheable);
  const cache =
    flags.cache === false || !paid ? undefined : await openCompletionCache(join(environmentStore(), 'completions'));
  const recorder: Recorder | undefined = flags.record === undefined ? undefined : await openRecorder(flags.record);
  const models = created.map((model) => {
    const polite = withRequestPolicy(model, {
      timeLimitMs: timeLimit * 1000,
      rate: { maxConcurrent, ...(requestsPerMinute !== undefined && { requestsPerMinute }) },
      prices,
      retry: { attempts: retries + 1 },
    });
    const cached = cache === undefined ? polite : withCache(polite, cache);
    return recorder === undefined ? cached : withRecording(cached, recorder);
  });
  const unpriced = created.filter((model) => model.cacheable && !hasPrice(model, prices)).map(({ id }) => id);
  return { models, unpriced, close: async () => recorder?.close() };
}
