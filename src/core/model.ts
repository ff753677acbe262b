import type { AttemptKey } from './attempt.ts';
import type { Completion } from './completion.ts';

/** What was said before in a conversation, and what the model answered (without its reasoning). */
export interface Exchanged {
  readonly user: string;
  readonly assistant: string;
}

/** What is put to a model. Plain-completion models get all of it joined by blank lines. */
export interface Prompt {
  readonly system?: string;
  /** The conversation so far, the oldest first; absent in a first turn. */
  readonly earlier?: readonly Exchanged[];
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
  /** Which turn of the attempt's conversation, from 0; absent in the first. */
  readonly turn?: number;
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
