import type { Completion } from '../../core/completion.ts';
import { ModelRequestError } from '../../core/errors.ts';
import type { CompletionRequest, Model } from '../../core/model.ts';

export type Step = (request: CompletionRequest) => Promise<Completion>;

/** A model that takes one step per request and fails the test once they are used up. */
export function scriptedModel(...steps: Step[]): Model & { readonly asked: readonly CompletionRequest[] } {
  const asked: CompletionRequest[] = [];
  const left = [...steps];
  return {
    id: 'scripted:model',
    decoding: {},
    identity: { provider: 'openai', model: 'gpt-5' },
    cacheable: true,
    asked,
    complete: (request) => {
      asked.push(request);
      const step = left.shift();
      return step === undefined ? Promise.reject(failure('bad-request', 'no step is left')) : step(request);
    },
  };
}

export const answered =
  (completion: Partial<Completion> = {}): Step =>
  async () => ({ text: 'answer', finish: 'stop', usage: {}, warnings: [], ...completion });

export const failed =
  (...details: Parameters<typeof failure>): Step =>
  async () => {
    throw failure(...details);
  };

export function failure(kind: ModelRequestError['failure'], message = 'it failed', retryAfterMs?: number) {
  const retryable = ['rate-limited', 'transient', 'timeout', 'malformed-response'].includes(kind);
  return new ModelRequestError(message, { failure: kind, retryable, retryAfterMs, hint: 'a hint' });
}

export function requestFor(sample = 0, signal?: AbortSignal): CompletionRequest {
  return {
    prompt: { system: 'Be brief.', user: 'Write it.' },
    attempt: { task: 'CWE-089/order-search', mode: 'generate', strategy: 'direct', model: 'scripted:model', sample },
    ...(signal !== undefined && { signal }),
  };
}
