import type { AttemptKey } from './attempt.ts';
import type { Completion } from './completion.ts';

/** What is put to a model. Plain-completion models get system and user joined by a blank line. */
export interface Prompt {
  readonly system?: string;
  readonly user: string;
}

/** Decoding as asked for; an absent field leaves the provider's default. */
export interface Decoding {
  readonly temperature?: number;
  readonly topP?: number;
  readonly maxOutputTokens?: number;
  readonly reasoningEffort?: 'low' | 'medium' | 'high';
  readonly seed?: number;
}

export interface CompletionRequest {
  readonly prompt: Prompt;
  /** Which attempt it is for: recorded and reference models answer by it, the others must not send it. */
  readonly attempt: AttemptKey;
  readonly signal?: AbortSignal;
  /** Called before the answer is given when it came from a cache: nothing was asked and nothing spent. */
  readonly onCacheHit?: () => void;
}

/** Something that answers prompts. Implementations throw `ModelRequestError` and nothing else for a failed request. */
export interface Model {
  /** As the user wrote it and as reports show it: `openai:gpt-5`, `replay:answers.jsonl`. */
  readonly id: string;
  readonly decoding: Decoding;
  /** What is cached and recorded as the identity of a request: provider, model, endpoint; never a key. */
  readonly identity: Readonly<Record<string, string>>;
  /** False where asking is free and exact (replay, reference): such answers are not cached. */
  readonly cacheable: boolean;
  complete(request: CompletionRequest): Promise<Completion>;
}
