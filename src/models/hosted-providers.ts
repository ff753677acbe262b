import type { LanguageModel } from 'ai';
import { awsCredentials, awsRegion, optionalSecret, requiredSecret } from './credentials.ts';
import { checkedEndpoint, requiredEndpoint } from './endpoint.ts';
import type { Variables } from './model-options.ts';
import type { HostedKind } from './model-spec.ts';

export interface ProviderRequest {
  /** As the user wrote it, for messages. */
  readonly id: string;
  /** The model's name at the provider. */
  readonly name: string;
  readonly baseUrl?: string | undefined;
  readonly env: Variables;
  readonly fetch: typeof globalThis.fetch;
}

export interface ProviderConnection {
  readonly languageModel: LanguageModel;
  /** What requests go to; recorded, so free of keys. */
  readonly endpoint: string;
  /** Texts that must not appear in any message. */
  readonly secrets: readonly string[];
}

/**
 * Opens a provider: credentials first, so that a missing key is known before anything is loaded or sent.
 * Providers are imported here, each costs 100 to 200 ms. The base URL is always given, since the SDK would otherwise
 * take one from its own environment variables, and the manifest would not name it.
 */
export const hostedProviders: Record<HostedKind, (request: ProviderRequest) => Promise<ProviderConnection>> = {
  openai: async ({ id, name, baseUrl, env, fetch }) => {
    const apiKey = requiredSecret(env, 'OPENAI_API_KEY', id);
    const endpoint = checkedEndpoint(baseUrl ?? env['OPENAI_BASE_URL'] ?? 'https://api.openai.com/v1');
    const { createOpenAI } = await import('@ai-sdk/openai');
    return { languageModel: createOpenAI({ apiKey, baseURL: endpoint, fetch })(name), endpoint, secrets: [apiKey] };
  },

  anthropic: async ({ id, name, baseUrl, env, fetch }) => {
    const apiKey = requiredSecret(env, 'ANTHROPIC_API_KEY', id);
    const endpoint = checkedEndpoint(baseUrl ?? env['ANTHROPIC_BASE_URL'] ?? 'https://api.anthropic.com/v1');
    const { createAnthropic } = await import('@ai-sdk/anthropic');
    return { languageModel: createAnthropic({ apiKey, baseURL: endpoint, fetch })(name), endpoint, secrets: [apiKey] };
  },

  google: async ({ id, name, baseUrl, env, fetch }) => {
    const apiKey = requiredSecret(env, 'GOOGLE_GENERATIVE_AI_API_KEY', id);
    const endpoint = checkedEndpoint(baseUrl ?? 'https://generativelanguage.googleapis.com/v1beta');
    const { createGoogleGenerativeAI } = await import('@ai-sdk/google');
    const provider = createGoogleGenerativeAI({ apiKey, baseURL: endpoint, fetch });
    return { languageModel: provider(name), endpoint, secrets: [apiKey] };
  },

  mistral: async ({ id, name, baseUrl, env, fetch }) => {
    const apiKey = requiredSecret(env, 'MISTRAL_API_KEY', id);
    const endpoint = checkedEndpoint(baseUrl ?? 'https://api.mistral.ai/v1');
    const { createMistral } = await import('@ai-sdk/mistral');
    return { languageModel: createMistral({ apiKey, baseURL: endpoint, fetch })(name), endpoint, secrets: [apiKey] };
  },

  bedrock: async ({ id, name, baseUrl, env, fetch }) => {
    const credentials = awsCredentials(env, id);
    const region = awsRegion(env, id);
    const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    const endpoint = checkedEndpoint(baseUrl ?? `https://bedrock-runtime.${region}.${domain}`);
    const { createAmazonBedrock } = await import('@ai-sdk/amazon-bedrock');
    // an empty key keeps the SDK from taking one from the process's own environment
    const provider = createAmazonBedrock({ apiKey: '', ...credentials, region, baseURL: endpoint, fetch });
    return { languageModel: provider(name), endpoint, secrets: Object.values(credentials) };
  },

  compatible: async ({ id, name, baseUrl, env, fetch }) => {
    const endpoint = requiredEndpoint(baseUrl, id);
    const apiKey = optionalSecret(env, 'SECEVAL_API_KEY');
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    const provider = createOpenAICompatible({
      name: 'compatible',
      baseURL: endpoint,
      fetch,
      ...(apiKey !== undefined && { apiKey }),
    });
    return { languageModel: provider(name), endpoint, secrets: apiKey === undefined ? [] : [apiKey] };
  },
};
