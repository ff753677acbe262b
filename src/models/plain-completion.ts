import { z } from 'zod';
import type { Completion } from '../core/completion.ts';
import { Interrupted, SecevalError } from '../core/errors.ts';
import type { CompletionRequest, Decoding, Model, Prompt } from '../core/model.ts';
import { isPolicyBlock } from './content-policy.ts';
import { optionalSecret } from './credentials.ts';
import { requiredEndpoint } from './endpoint.ts';
import { parseErrorBody, statusOfFailedAnswer } from './error-body.ts';
import type { ProviderRequest } from './hosted-providers.ts';
import { type FailureContext, failureFromAnswer, failureFromConnection, malformedAnswer } from './request-failure.ts';
import { createScrub } from './scrub.ts';

/** Servers cut plain completions after 16 tokens unless told otherwise, and base models seldom stop by themselves. */
const defaultMaxOutputTokens = 2048;

const count = z.number().int().nonnegative().optional().catch(undefined);
const answerSchema = z.looseObject({
  model: z.string().optional().catch(undefined),
  choices: z.array(z.looseObject({ text: z.string(), finish_reason: z.string().nullish() })).min(1),
  usage: z.looseObject({ prompt_tokens: count, completion_tokens: count }).nullish(),
});

/**
 * The plain `/completions` form, for base models. Our own client, because the AI SDK's writes `user:` and `assistant:`
 * around the prompt and stops at them, which turns a base model into a bad chat model.
 * Throws UserMistake when there is no base URL.
 */
export function openPlainCompletion(request: ProviderRequest, asked: Decoding): Model {
  const endpoint = requiredEndpoint(request.baseUrl, request.id);
  const apiKey = optionalSecret(request.env, 'SECEVAL_API_KEY');
  const context = { model: request.id, endpoint, scrub: createScrub(apiKey === undefined ? [] : [apiKey]) };
  const decoding = { ...asked, maxOutputTokens: asked.maxOutputTokens ?? defaultMaxOutputTokens };
  const warnings = asked.reasoningEffort === undefined ? [] : ['unsupported: reasoning effort (plain completion)'];

  const send = (prompt: Prompt, signal: AbortSignal | undefined) =>
    request.fetch(`${endpoint}/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify({
        model: request.name,
        prompt: wholeText(prompt),
        max_tokens: decoding.maxOutputTokens,
        temperature: decoding.temperature,
        top_p: decoding.topP,
        seed: decoding.seed,
      }),
      ...(signal !== undefined && { signal }),
    });

  return {
    id: request.id,
    decoding,
    identity: { provider: 'completion', model: request.name, endpoint },
    cacheable: true,
    complete: async ({ prompt, signal }: CompletionRequest) => {
      const started = performance.now();
      try {
        const response = await send(prompt, signal).catch((error: unknown) => {
          throw failureFromConnection(error, context);
        });
        const completion = await readAnswer(response, context);
        return {
          ...completion,
          warnings: [...warnings, ...completion.warnings],
          latencyMs: performance.now() - started,
        };
      } catch (error) {
        if (signal?.aborted) throw new Interrupted(`${request.id}: stopped while asking.`);
        throw SecevalError.isInstance(error) ? error : malformedAnswer(error, context);
      }
    },
  };
}

function wholeText({ system, earlier = [], user }: Prompt): string {
  const said = earlier.flatMap((turn) => [turn.user, turn.assistant]);
  return [...(system === undefined ? [] : [system]), ...said, user].join('\n\n');
}

async function readAnswer(response: Response, context: FailureContext): Promise<Completion> {
  const body = await response.text().catch((error: unknown) => {
    throw malformedAnswer(error, context, response.status);
  });
  const status = response.ok ? statusOfFailedAnswer(body) : response.status;
  if (status !== undefined) {
    const headers = Object.fromEntries(response.headers);
    const answer = { status, headers, body, message: parseErrorBody(body)?.message || body };
    if (!isPolicyBlock(answer)) throw failureFromAnswer(answer, context);
    return { text: '', finish: 'filtered', usage: {}, warnings: [context.scrub(answer.message)] };
  }
  const { model, choices, usage } = answerSchema.parse(JSON.parse(body));
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = usage ?? {};
  return {
    text: choices[0]?.text ?? '',
    finish: finishOf(choices[0]?.finish_reason),
    usage: { ...(inputTokens !== undefined && { inputTokens }), ...(outputTokens !== undefined && { outputTokens }) },
    ...(model !== undefined && { servedBy: model }),
    warnings: [],
  };
}

function finishOf(reason: string | null | undefined): Completion['finish'] {
  if (reason === 'stop' || reason === 'length') return reason;
  return reason === 'content_filter' ? 'filtered' : 'unknown';
}
