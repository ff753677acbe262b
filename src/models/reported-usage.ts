import type { Usage } from '../core/completion.ts';

/** Token counts as the AI SDK normalises them, with the provider's own object beside them. */
export interface NormalisedUsage {
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  readonly outputTokenDetails: { readonly reasoningTokens: number | undefined };
  readonly inputTokenDetails: { readonly cacheReadTokens: number | undefined };
  readonly raw?: unknown;
}

/**
 * Where the wire formats carry each count (OpenAI Responses, chat, Anthropic, Gemini, Mistral, Bedrock).
 * The SDK fills in 0 for counts that were not reported; a count is believed only if one of its fields is a number.
 */
const wireFields: Record<keyof Usage, readonly string[]> = {
  inputTokens: ['input_tokens', 'prompt_tokens', 'promptTokenCount', 'inputTokens'],
  outputTokens: ['output_tokens', 'completion_tokens', 'candidatesTokenCount', 'thoughtsTokenCount', 'outputTokens'],
  reasoningTokens: [
    'output_tokens_details.reasoning_tokens',
    'output_tokens_details.thinking_tokens',
    'completion_tokens_details.reasoning_tokens',
    'thoughtsTokenCount',
  ],
  cachedInputTokens: [
    'input_tokens_details.cached_tokens',
    'prompt_tokens_details.cached_tokens',
    'prompt_token_details.cached_tokens',
    'num_cached_tokens',
    'cache_read_input_tokens',
    'cachedContentTokenCount',
    'cacheReadInputTokens',
  ],
};

/** What the provider itself reported. Counts include reasoning (output) and cached tokens (input). */
export function reportedUsage(usage: NormalisedUsage): Usage {
  const counts: Record<keyof Usage, number | undefined> = {
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    reasoningTokens: usage.outputTokenDetails.reasoningTokens,
    cachedInputTokens: usage.inputTokenDetails.cacheReadTokens,
  };
  return Object.fromEntries(
    Object.entries(counts).filter(
      ([name, count]) => isCount(count) && wireFields[name as keyof Usage].some((path) => isCount(at(usage.raw, path))),
    ),
  );
}

function at(value: unknown, path: string): unknown {
  let current = value;
  for (const key of path.split('.')) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Reflect.get(current, key);
  }
  return current;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
