import { randomUUID } from 'node:crypto';
import { canonicalJson, sha256 } from '../core/canonical.ts';
import type { Completion } from '../core/completion.ts';
import { ModelRequestError, SecevalError } from '../core/errors.ts';
import type { CompletionRequest, Decoding, Model } from '../core/model.ts';
import { type CompleteJob, completeResultSchema } from './messages.ts';
import type { RemoteCalls } from './remote-calls.ts';

export interface RemoteModelOptions {
  readonly spec: string;
  readonly decoding: Decoding;
  /** As the workers that answer for it know it. */
  readonly identity: Readonly<Record<string, string>>;
}

/** A model that workers ask, each with its own key, retries and limits of rate. */
export function remoteModel(calls: RemoteCalls, { spec, decoding, identity }: RemoteModelOptions): Model {
  const sitting = randomUUID();
  let asked = 0;
  return {
    id: spec,
    decoding,
    identity,
    cacheable: true,
    async complete({ prompt, attempt, signal }: CompletionRequest): Promise<Completion> {
      const job: CompleteJob = { model: spec, prompt: { ...prompt }, decoding: { ...decoding }, attempt };
      // Never shared between sittings or runs: whoever asks again wants another answer.
      const id = `${sha256(canonicalJson({ job, sitting, asked: asked++ })).slice(0, 32)}-c`;
      const result = completeResultSchema.safeParse(await calls.call(id, job, signal).catch(asFailure));
      if (!result.success) throw asRequestError('a worker sent what is no answer');
      if ('completion' in result.data) return result.data.completion;
      const { message, ...failure } = result.data;
      throw new ModelRequestError(message, failure);
    },
  };
}

function asFailure(error: unknown): never {
  throw SecevalError.isInstance(error) && error.code === 'harness' ? asRequestError(error.message) : error;
}

/** The attempt stays open, and a resumed run asks again. */
function asRequestError(message: string): ModelRequestError {
  return new ModelRequestError(message, { failure: 'transient', retryable: true });
}
