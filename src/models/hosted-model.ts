import { APICallError, type FinishReason, generateText } from 'ai';
import { z } from 'zod';
import type { Completion } from '../core/completion.ts';
import { Interrupted, ModelRequestError } from '../core/errors.ts';
import type { CompletionRequest, Decoding, Model, Prompt } from '../core/model.ts';
import { isPolicyBlock } from './content-policy.ts';
import { parseErrorBody, statusOfFailedAnswer } from './error-body.ts';
import { hostedProviders, type ProviderRequest } from './hosted-providers.ts';
import type { HostedKind } from './model-spec.ts';
import { type EffortSetting, reasoningEffort } from './reasoning-effort.ts';
import { reportedUsage } from './reported-usage.ts';
import {
  type ErrorAnswer,
  type FailureContext,
  failureFromAnswer,
  failureFromConnection,
  malformedAnswer,
} from './request-failure.ts';
import { createScrub } from './scrub.ts';

// The SDK prints its warnings to the console unless told not to; ours go into each completion.
globalThis.AI_SDK_LOG_WARNINGS = false;

/** `error`: the provider broke off while answering, which is no fact about the model. */
const finishes: Record<FinishReason, Completion['finish'] | 'error'> = {
  stop: 'stop',
  length: 'length',
  'content-filter': 'filtered',
  'tool-calls': 'unknown',
  other: 'unknown',
  error: 'error',
};

/** Opens a model of a provider that speaks through the AI SDK. Throws UserMistake for a missing key or address. */
export async function openHostedModel(kind: HostedKind, request: ProviderRequest, decoding: Decoding): Promise<Model> {
  const { languageModel, endpoint, secrets } = await hostedProviders[kind](request);
  const context: FailureContext = { model: request.id, endpoint, scrub: createScrub(secrets) };
  const effort = decoding.reasoningEffort && reasoningEffort[kind](decoding.reasoningEffort, request.name);
  const settings = { model: languageModel, maxRetries: 0, ...sampling(decoding), ...providerOptions(effort) };
  const ownWarnings = effort !== undefined && 'warning' in effort ? [effort.warning] : [];

  const ask = async ({ prompt, signal }: CompletionRequest): Promise<Completion> => {
    const result = await generateText({
      ...settings,
      ...(prompt.system !== undefined && { system: prompt.system }),
      ...spoken(prompt),
      ...(signal !== undefined && { abortSignal: signal }),
    });
    // Mistral's `error` is `other` to the SDK
    const finish = result.rawFinishReason === 'error' ? 'error' : finishes[result.finishReason];
    if (finish === 'error') throw brokenOff(context, result.rawFinishReason);
    // Gemini's `{}`: nothing was said, not even why
    if (result.text === '' && result.rawFinishReason === undefined && finish === 'unknown') throw emptyAnswer(context);
    const servedBy = servedByOf(result.response.body);
    return {
      text: result.text,
      finish,
      usage: reportedUsage(result.usage),
      ...(servedBy !== undefined && { servedBy }),
      warnings: [...ownWarnings, ...(result.warnings ?? []).map((warning) => context.scrub(warningText(warning)))],
    };
  };

  return {
    id: request.id,
    decoding,
    identity: { provider: kind, model: request.name, endpoint },
    cacheable: true,
    complete: async (completionRequest) => {
      const started = performance.now();
      try {
        return { ...(await ask(completionRequest)), latencyMs: performance.now() - started };
      } catch (error) {
        if (completionRequest.signal?.aborted) throw new Interrupted(`${request.id}: stopped while asking.`);
        const blocked = blockedAnswer(error, context);
        if (blocked !== undefined) return { ...blocked, latencyMs: performance.now() - started };
        throw asRequestError(error, context);
      }
    },
  };
}

/** One message, or the conversation so far and one more. */
function spoken({ earlier, user }: Prompt) {
  if (earlier === undefined) return { prompt: user };
  const said = earlier.flatMap((turn) => [
    { role: 'user' as const, content: turn.user },
    // Providers refuse an empty message, and a model may have said nothing.
    { role: 'assistant' as const, content: turn.assistant === '' ? '(no answer)' : turn.assistant },
  ]);
  return { messages: [...said, { role: 'user' as const, content: user }] };
}

function sampling({ temperature, topP, maxOutputTokens, seed }: Decoding): Omit<Decoding, 'reasoningEffort'> {
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(seed !== undefined && { seed }),
  };
}

function providerOptions(effort: EffortSetting | undefined) {
  return effort !== undefined && 'providerOptions' in effort ? { providerOptions: effort.providerOptions } : {};
}

type SdkWarning = NonNullable<Awaited<ReturnType<typeof generateText>>['warnings']>[number];

function warningText(warning: SdkWarning): string {
  if (warning.type === 'other') return warning.message;
  return `${warning.type}: ${warning.feature}${warning.details === undefined ? '' : ` (${warning.details})`}`;
}

const bodySchema = z.looseObject({ model: z.string().optional(), modelVersion: z.string().optional() });

/** From the body: the SDK's own field falls back on the name that was asked for. */
function servedByOf(body: unknown): string | undefined {
  const { data } = bodySchema.safeParse(body);
  return data?.model ?? data?.modelVersion;
}

function blockedAnswer(error: unknown, context: FailureContext): Completion | undefined {
  const answer = errorAnswer(error);
  if (answer === undefined || !isPolicyBlock(answer)) return undefined;
  return { text: '', finish: 'filtered', usage: {}, warnings: [context.scrub(answer.message)] };
}

function asRequestError(error: unknown, context: FailureContext): ModelRequestError {
  if (error instanceof ModelRequestError) return error;
  const answer = errorAnswer(error);
  if (answer !== undefined) return failureFromAnswer(answer, context);
  // the SDK gives no status where no answer came, and the status of success where the body could not be read
  if (APICallError.isInstance(error) && error.statusCode === undefined) return failureFromConnection(error, context);
  return malformedAnswer(error, context, APICallError.isInstance(error) ? error.statusCode : undefined);
}

function errorAnswer(error: unknown): ErrorAnswer | undefined {
  if (!APICallError.isInstance(error) || error.statusCode === undefined) return undefined;
  const { responseBody, responseHeaders, message, statusCode } = error;
  // where an answer of HTTP 200 reports a failure, the SDK says 400 and gives the body parsed
  const parsed = typeof responseBody === 'object';
  const body = parsed ? JSON.stringify(responseBody) : (responseBody ?? '');
  const status = parsed || statusCode < 300 ? statusOfFailedAnswer(body) : statusCode;
  if (status === undefined) return undefined;
  return {
    status,
    headers: responseHeaders ?? {},
    body,
    message: parseErrorBody(body)?.message || body || message,
    cause: error,
  };
}

function brokenOff(context: FailureContext, reason: string | undefined): ModelRequestError {
  return new ModelRequestError(
    `${context.model}: the provider broke off the answer (${context.scrub(reason ?? 'error')})`,
    {
      failure: 'transient',
      retryable: true,
    },
  );
}

function emptyAnswer(context: FailureContext): ModelRequestError {
  return new ModelRequestError(`${context.model}: the answer holds neither text nor a reason for its absence`, {
    failure: 'malformed-response',
    retryable: true,
  });
}
