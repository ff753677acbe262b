import type { AttemptKey } from '../core/attempt.ts';
import { canonicalJson } from '../core/canonical.ts';
import type { Completion } from '../core/completion.ts';
import { type ModelRequestError, SecevalError } from '../core/errors.ts';
import { type Exchange, exchangeSchema } from '../core/exchange.ts';
import type { CompletionRequest } from '../core/model.ts';
import type { BlobReader } from '../core/run-log.ts';
import type { OpenAttempt } from './1-plan.ts';
import type { Lane } from './lane.ts';
import type { Session } from './session.ts';

export interface Answered {
  readonly attempt: AttemptKey;
  readonly completion: Completion;
}

/** Where answers go as soon as they are stored; makes the asking wait when nobody takes them. */
export type Deliver = (answered: Answered) => Promise<void>;

/** Brings the open attempts of a lane their completions: stored ones, or new ones from the model. Never rejects. */
export async function completeLane(lane: Lane, session: Session, deliver: Deliver): Promise<void> {
  // The workers share one iterator: each takes the next attempt when it is free.
  const next = lane.open.values();
  const work = async () => {
    for (const item of next) {
      if (!session.stop.mayJudge) return;
      await session.contain('complete', item.attempt, async () => {
        const completion = (await recall(item, session)) ?? (await ask(item.attempt, lane, session));
        if (completion !== undefined) await deliver({ attempt: item.attempt, completion });
      });
    }
  };
  await Promise.all(Array.from({ length: session.options.limits.requestsPerModel }, work));
}

/** The question and answer behind a `completed` event; undefined when they are lost. */
export async function readExchange(log: BlobReader, blob: string): Promise<Exchange | undefined> {
  const text = await log.readBlob(blob);
  return text === undefined ? undefined : exchangeSchema.parse(JSON.parse(text));
}

export function isRequestError(error: unknown): error is ModelRequestError {
  return SecevalError.isInstance(error) && error.code === 'model-request';
}

async function recall({ blob }: OpenAttempt, session: Session): Promise<Completion | undefined> {
  if (blob === undefined) return undefined;
  const exchange = await readExchange(session.options.log, blob);
  if (exchange === undefined) session.meter.uncountCompletion();
  return exchange?.completion;
}

async function ask(attempt: AttemptKey, lane: Lane, session: Session): Promise<Completion | undefined> {
  if (!lane.mayAsk()) return undefined;
  const { parts, log, force } = session.options;
  let cached = !lane.model.cacheable;
  const onCacheHit = () => {
    cached = true;
  };
  let exchange: Exchange;
  try {
    const prompt = await parts.render(attempt);
    const request: CompletionRequest = { prompt, attempt, onCacheHit };
    const completion = await lane.model.complete(force === undefined ? request : { ...request, signal: force });
    exchange = { prompt, completion };
  } catch (error) {
    if (!isRequestError(error)) throw error;
    if (!session.forced) await noteFailure(attempt, error, lane, session);
    return undefined;
  }
  lane.succeeded();
  const blob = await log.putBlob(canonicalJson(exchange));
  const { completion } = exchange;
  const { finish, usage, costUsd, latencyMs } = completion;
  await session.record({ type: 'completed', attempt, blob, finish, usage, costUsd, cached, latencyMs });
  return completion;
}

/** The attempt stays open: a resumed run asks again. */
async function noteFailure(attempt: AttemptKey, error: ModelRequestError, lane: Lane, session: Session): Promise<void> {
  lane.failed(error);
  const { failure, message } = error;
  await session.record({ type: 'request-failed', attempt, failure, message });
}
