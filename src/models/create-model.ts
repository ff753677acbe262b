// Everything that answers prompts: hosted and local models, recorded answers, references, and the wrappers around them.
// A model here never sees a test, and no key ever leaves this folder in a message, an identity or a record.
import { UserMistake } from '../core/errors.ts';
import type { Model } from '../core/model.ts';
import type { ModelOptions } from './model-options.ts';
import { type HostedKind, type ModelKind, parseModelSpec } from './model-spec.ts';
import { patientFetch } from './patient-fetch.ts';

interface Creation {
  readonly id: string;
  readonly name: string;
  readonly options: ModelOptions;
}

const factories: Record<ModelKind, (creation: Creation) => Promise<Model>> = {
  openai: hosted('openai'),
  anthropic: hosted('anthropic'),
  google: hosted('google'),
  mistral: hosted('mistral'),
  bedrock: hosted('bedrock'),
  compatible: hosted('compatible'),
  completion: async (creation) => {
    const { openPlainCompletion } = await import('./plain-completion.ts');
    return openPlainCompletion(providerRequest(creation), creation.options.decoding ?? {});
  },
  local: async ({ id, name, options }) => {
    const { openLocalModel } = await import('./local-model.ts');
    return openLocalModel({ id, path: name, decoding: options.decoding ?? {} });
  },
  replay: async ({ id, name }) => {
    const { openReplay } = await import('./replay.ts');
    return openReplay(id, name);
  },
  reference: async ({ id, name, options }) => {
    const { createReference } = await import('./reference.ts');
    return createReference(id, name, options.tasks);
  },
  agent: async ({ id, name, options }) => {
    if (options.agent === undefined) throw new UserMistake(`${id} needs to be told where it works`);
    const { openAgent } = await import('./agent/agent-model.ts');
    return openAgent({ id, command: name, env: options.env ?? process.env }, options.agent);
  },
};

/**
 * Opens the model that `spec` names: `openai:NAME`, `anthropic:NAME`, `google:NAME`, `mistral:NAME`, `bedrock:NAME`,
 * `compatible:NAME`, `completion:NAME`, `local:FILE`, `replay:FILE`, `reference:secure`, `reference:insecure`,
 * `agent:COMMAND`.
 * It asks each prompt once: see `withRequestPolicy` for retries and limits.
 * Throws UserMistake for an unknown provider, a missing key or base URL, and a malformed file of recorded answers.
 */
export async function createModel(spec: string, options: ModelOptions = {}): Promise<Model> {
  const { kind, name } = parseModelSpec(spec);
  return factories[kind]({ id: spec, name, options });
}

function hosted(kind: HostedKind): (creation: Creation) => Promise<Model> {
  return async (creation) => {
    const { openHostedModel } = await import('./hosted-model.ts');
    return openHostedModel(kind, providerRequest(creation), creation.options.decoding ?? {});
  };
}

function providerRequest({ id, name, options }: Creation) {
  return { id, name, baseUrl: options.baseUrl, env: options.env ?? process.env, fetch: options.fetch ?? patientFetch };
}
