import type { Completion } from '../../core/completion.ts';
import type { ModelKind } from '../model-spec.ts';

export type WireKind = Exclude<ModelKind, 'local' | 'replay' | 'reference' | 'agent'>;

export interface Answer {
  readonly text: string;
  readonly finish: Exclude<Completion['finish'], 'unknown'>;
  /** Without it the answer reports no usage. */
  readonly usage?: {
    readonly input: number;
    readonly output: number;
    readonly cached: number;
    readonly reasoning: number;
  };
}

/** What a provider says over HTTP, as its API reference documents it. */
export interface WireFormat {
  readonly model: string;
  /** A complete set of credentials. `secret` is the one that must not leak. */
  readonly env: Readonly<Record<string, string>>;
  readonly secret: string;
  /** Where the secret must arrive; absent where it only signs (Bedrock). */
  readonly path: RegExp;
  answer(answer: Answer): unknown;
  error(status: number, message: string): unknown;
  /** Name under which the server says it answered; absent where the format has no field for it. */
  readonly servedBy?: string;
  /** Fields of the answer's usage that the format (or the SDK) does not carry. */
  readonly lacks: readonly (keyof Completion['usage'])[];
}

const openaiError = (status: number, message: string) => ({
  error: { message, type: 'error', code: `code-${status}` },
});

const chatUsage = ({ usage }: Answer) =>
  usage && {
    prompt_tokens: usage.input,
    completion_tokens: usage.output,
    total_tokens: usage.input + usage.output,
    prompt_tokens_details: { cached_tokens: usage.cached },
    completion_tokens_details: { reasoning_tokens: usage.reasoning },
  };

const chatFinish = { stop: 'stop', length: 'length', filtered: 'content_filter' } as const;

const chat = (model: string) => (answer: Answer) => ({
  id: 'chat-1',
  object: 'chat.completion',
  created: 1_767_225_600,
  model,
  choices: [
    { index: 0, message: { role: 'assistant', content: answer.text }, finish_reason: chatFinish[answer.finish] },
  ],
  usage: chatUsage(answer),
});

export const wireFormats: Record<WireKind, WireFormat> = {
  openai: {
    model: 'gpt-5',
    env: { OPENAI_API_KEY: 'sk-openai-secret' },
    secret: 'sk-openai-secret',
    path: /^\/responses$/,
    servedBy: 'gpt-5-2025-08-07',
    lacks: [],
    error: openaiError,
    answer: ({ text, finish, usage }) => ({
      id: 'resp_1',
      object: 'response',
      created_at: 1_767_225_600,
      model: 'gpt-5-2025-08-07',
      status: finish === 'stop' ? 'completed' : 'incomplete',
      incomplete_details:
        finish === 'stop' ? null : { reason: finish === 'length' ? 'max_output_tokens' : 'content_filter' },
      output: [
        {
          type: 'message',
          id: 'msg_1',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text, annotations: [] }],
        },
      ],
      usage: usage && {
        input_tokens: usage.input,
        output_tokens: usage.output,
        total_tokens: usage.input + usage.output,
        input_tokens_details: { cached_tokens: usage.cached },
        output_tokens_details: { reasoning_tokens: usage.reasoning },
      },
    }),
  },
  anthropic: {
    model: 'claude-sonnet-4-5',
    env: { ANTHROPIC_API_KEY: 'sk-anthropic-secret' },
    secret: 'sk-anthropic-secret',
    path: /^\/messages$/,
    servedBy: 'claude-sonnet-4-5-20250929',
    lacks: ['reasoningTokens'],
    error: (_status, message) => ({ type: 'error', error: { type: 'api_error', message } }),
    answer: ({ text, finish, usage }) => ({
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude-sonnet-4-5-20250929',
      content: [{ type: 'text', text }],
      stop_reason: { stop: 'end_turn', length: 'max_tokens', filtered: 'refusal' }[finish],
      stop_sequence: null,
      // Anthropic always reports usage, and counts cached tokens apart from the others
      usage: {
        input_tokens: usage ? usage.input - usage.cached : 0,
        output_tokens: usage?.output ?? 0,
        ...(usage && { cache_read_input_tokens: usage.cached }),
      },
    }),
  },
  google: {
    model: 'gemini-2.5-pro',
    env: { GOOGLE_GENERATIVE_AI_API_KEY: 'google-secret-key' },
    secret: 'google-secret-key',
    path: /^\/models\/gemini-2\.5-pro:generateContent$/,
    servedBy: 'gemini-2.5-pro',
    lacks: [],
    error: (status, message) => ({ error: { code: status, message, status: 'ERROR' } }),
    answer: ({ text, finish, usage }) => ({
      candidates: [
        {
          content: { role: 'model', parts: [{ text }] },
          finishReason: { stop: 'STOP', length: 'MAX_TOKENS', filtered: 'SAFETY' }[finish],
          index: 0,
        },
      ],
      usageMetadata: usage && {
        promptTokenCount: usage.input,
        candidatesTokenCount: usage.output - usage.reasoning,
        thoughtsTokenCount: usage.reasoning,
        cachedContentTokenCount: usage.cached,
      },
      modelVersion: 'gemini-2.5-pro',
    }),
  },
  mistral: {
    model: 'mistral-large-2411',
    env: { MISTRAL_API_KEY: 'mistral-secret-key' },
    secret: 'mistral-secret-key',
    path: /^\/chat\/completions$/,
    servedBy: 'mistral-large-2411',
    lacks: ['reasoningTokens'],
    error: (status, message) => ({ object: 'error', message, type: 'error', param: null, code: String(status) }),
    answer: chat('mistral-large-2411'),
  },
  bedrock: {
    model: 'amazon.nova-pro-v1:0',
    env: { AWS_BEARER_TOKEN_BEDROCK: 'bedrock-secret-key', AWS_REGION: 'eu-central-1' },
    secret: 'bedrock-secret-key',
    path: /^\/model\/amazon\.nova-pro-v1(%3A|:)0\/converse$/,
    lacks: ['reasoningTokens'],
    error: (_status, message) => ({ message }),
    answer: ({ text, finish, usage }) => ({
      output: { message: { role: 'assistant', content: [{ text }] } },
      stopReason: { stop: 'end_turn', length: 'max_tokens', filtered: 'content_filtered' }[finish],
      metrics: { latencyMs: 1 },
      usage: usage && {
        inputTokens: usage.input - usage.cached,
        outputTokens: usage.output,
        totalTokens: usage.input + usage.output,
        cacheReadInputTokens: usage.cached,
      },
    }),
  },
  compatible: {
    model: 'llama3.1:8b',
    env: { SECEVAL_API_KEY: 'compatible-secret-key' },
    secret: 'compatible-secret-key',
    path: /^\/chat\/completions$/,
    servedBy: 'llama3.1:8b-q4',
    lacks: [],
    error: openaiError,
    answer: chat('llama3.1:8b-q4'),
  },
  completion: {
    model: 'starcoder2',
    env: { SECEVAL_API_KEY: 'completion-secret-key' },
    secret: 'completion-secret-key',
    path: /^\/completions$/,
    servedBy: 'starcoder2-15b',
    lacks: ['reasoningTokens', 'cachedInputTokens'],
    error: openaiError,
    answer: (answer) => ({
      id: 'cmpl-1',
      object: 'text_completion',
      model: 'starcoder2-15b',
      choices: [{ index: 0, text: answer.text, finish_reason: chatFinish[answer.finish] }],
      usage: chatUsage(answer),
    }),
  },
};
