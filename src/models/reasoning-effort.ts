import type { JSONValue } from 'ai';
import type { Decoding } from '../core/model.ts';
import type { HostedKind } from './model-spec.ts';

type Effort = NonNullable<Decoding['reasoningEffort']>;

/** How a provider is told the effort, or why it is not told. */
export type EffortSetting =
  | { readonly providerOptions: Record<string, Record<string, JSONValue>> }
  | { readonly warning: string };

/** Gemini 2.5 counts thinking in tokens; these are the budgets of Google's own OpenAI-compatible endpoint. */
const geminiBudgets: Record<Effort, number> = { low: 1024, medium: 8192, high: 24_576 };

/** The SDK's option for each provider. Whether a model takes it is the provider's to say (HTTP 400 or a warning). */
export const reasoningEffort: Record<HostedKind, (effort: Effort, model: string) => EffortSetting> = {
  openai: (effort) => ({ providerOptions: { openai: { reasoningEffort: effort } } }),
  anthropic: (effort) => ({ providerOptions: { anthropic: { effort } } }),
  google: (effort, model) => ({
    providerOptions: {
      google: {
        thinkingConfig: /^gemini-2\.5/.test(model)
          ? { thinkingBudget: geminiBudgets[effort] }
          : { thinkingLevel: effort },
      },
    },
  }),
  mistral: (effort) =>
    effort === 'high'
      ? { providerOptions: { mistral: { reasoningEffort: 'high' } } }
      : { warning: `unsupported: reasoning effort ${effort} (Mistral knows only high)` },
  bedrock: (effort, model) => ({
    providerOptions: {
      bedrock: {
        // Nova wants its reasoning switched on; with Claude `enabled` would ask for a token budget
        reasoningConfig: /anthropic\./.test(model)
          ? { maxReasoningEffort: effort }
          : { type: 'enabled', maxReasoningEffort: effort },
      },
    },
  }),
  compatible: (effort) => ({ providerOptions: { openaiCompatible: { reasoningEffort: effort } } }),
};
