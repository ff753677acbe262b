import { UserMistake } from '../core/errors.ts';
import { nearestMatch } from '../core/nearest-match.ts';

/** Providers that are reached through the AI SDK's chat form. */
export const hostedKinds = ['openai', 'anthropic', 'google', 'mistral', 'bedrock', 'compatible'] as const;
export type HostedKind = (typeof hostedKinds)[number];

export const modelKinds = [...hostedKinds, 'completion', 'local', 'replay', 'reference', 'agent'] as const;
export type ModelKind = (typeof modelKinds)[number];

export interface ModelSpec {
  readonly kind: ModelKind;
  /** What follows the first colon: a model's name, a file, or `secure`. May hold colons itself (`llama3.1:8b`). */
  readonly name: string;
}

/** Reads `openai:gpt-5`. Throws UserMistake for an unknown provider or an empty name. */
export function parseModelSpec(spec: string): ModelSpec {
  const colon = spec.indexOf(':');
  const kind = colon === -1 ? spec : spec.slice(0, colon);
  const name = colon === -1 ? '' : spec.slice(colon + 1).trim();
  if (!isModelKind(kind)) {
    const near = nearestMatch(kind, modelKinds);
    throw new UserMistake(
      colon === -1 ? `The model "${spec}" names no provider.` : `There is no model provider "${kind}".`,
      {
        hint:
          near === undefined
            ? `A model is written provider:name; providers are ${modelKinds.join(', ')}.`
            : `Did you mean ${near}:${name === '' ? 'NAME' : name}?`,
      },
    );
  }
  if (name === '') throw new UserMistake(`The model "${spec}" names no model.`, { hint: examples[kind] });
  return { kind, name };
}

const examples: Record<ModelKind, string> = {
  openai: 'For instance openai:gpt-5.',
  anthropic: 'For instance anthropic:claude-sonnet-4-5.',
  google: 'For instance google:gemini-2.5-pro.',
  mistral: 'For instance mistral:mistral-large-2411.',
  bedrock: 'For instance bedrock:amazon.nova-pro-v1:0.',
  compatible: 'For instance compatible:llama3.1:8b, with --base-url http://127.0.0.1:11434/v1.',
  completion: 'For instance completion:starcoder2, with --base-url http://127.0.0.1:8000/v1.',
  local: 'For instance local:models/qwen2.5-coder.gguf.',
  replay: 'For instance replay:answers.jsonl.',
  reference: 'It is reference:secure or reference:insecure.',
  agent: 'For instance agent:"codex exec {prompt}".',
};

function isModelKind(value: string): value is ModelKind {
  return (modelKinds as readonly string[]).includes(value);
}
