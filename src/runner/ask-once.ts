import type { AttemptKey } from '../core/attempt.ts';
import { type ModelRequestError, SecevalError } from '../core/errors.ts';
import type { TurnExchange } from '../core/exchange.ts';
import type { CompletionRequest, Prompt } from '../core/model.ts';
import type { Lane } from './lane.ts';
import type { Session } from './session.ts';

export interface Question {
  readonly attempt: AttemptKey;
  /** From 0; absent where one answer is all. */
  readonly turn?: number;
  render(): Prompt | Promise<Prompt>;
}

export interface Answer {
  readonly exchange: TurnExchange;
  /** No request was made for it. */
  readonly cached: boolean;
}

/**
 * Puts one question to the model of a lane. Undefined when nothing may be asked any more, or when no answer came: that
 * is recorded, and the attempt stays open.
 */
export async function askOnce(question: Question, lane: Lane, session: Session): Promise<Answer | undefined> {
  if (!lane.mayAsk()) return undefined;
  const { attempt, turn = 0 } = question;
  const { force } = session.options;
  let cached = !lane.model.cacheable;
  const onCacheHit = () => {
    cached = true;
  };
  return orLeftOpen(attempt, { lane, session }, async () => {
    const prompt = await question.render();
    const request: CompletionRequest = { prompt, attempt, onCacheHit, ...(turn > 0 && { turn }) };
    const completion = await lane.model.complete(force === undefined ? request : { ...request, signal: force });
    lane.succeeded();
    return { exchange: { prompt, completion }, cached };
  });
}

/** Does what may fail without a fault of the code. The attempt then stays open: a resumed run tries again. */
export async function orLeftOpen<Result>(
  attempt: AttemptKey,
  { lane, session }: { readonly lane: Lane; readonly session: Session },
  action: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await action();
  } catch (error) {
    if (!SecevalError.isInstance(error)) throw error;
    const failure = isRequestError(error) ? error.failure : error.code === 'harness' ? 'no-feedback' : undefined;
    if (failure === undefined) throw error;
    if (session.forced) return undefined;
    if (isRequestError(error)) lane.failed(error);
    await session.record({ type: 'request-failed', attempt, failure, message: error.message });
    return undefined;
  }
}

export function isRequestError(error: unknown): error is ModelRequestError {
  return SecevalError.isInstance(error) && error.code === 'model-request';
}
