import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Completion } from '../core/completion.ts';
import { Interrupted, ModelRequestError, UserMistake } from '../core/errors.ts';
import type { CompletionRequest, Decoding, Model } from '../core/model.ts';
import { type LlamaModule, type LoadedLlama, loadLlama } from './llama-module.ts';

/** A model that runs to the end of its context is cut off rather than left to repeat itself for hours. */
const defaultMaxOutputTokens = 4096;

export interface LocalOptions {
  readonly id: string;
  /** Of a GGUF file. */
  readonly path: string;
  readonly decoding: Decoding;
  /** In place of the optional dependency; tests give one. */
  readonly llama?: () => Promise<LlamaModule>;
}

/**
 * A GGUF file in this process, through node-llama-cpp, which is installed by whoever wants it: it is 700 MB with all its
 * builds. Requests are answered one after the other. Throws UserMistake where the file cannot be read, EnvironmentFault
 * where the package is missing.
 */
export async function openLocalModel({ id, path, decoding, llama = loadLlama }: LocalOptions): Promise<Model> {
  const identity = { provider: 'local', model: basename(path), file: await fileIdentity(path) };
  const module = await llama();
  const asked = { ...decoding, maxOutputTokens: decoding.maxOutputTokens ?? defaultMaxOutputTokens };
  const warnings = asked.reasoningEffort === undefined ? [] : ['unsupported: reasoning effort (local model)'];
  let loaded: Promise<LoadedLlama> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return {
    id,
    decoding: asked,
    identity,
    cacheable: true,
    complete(request) {
      const answer = last.then(async () => {
        loaded ??= module.load(path);
        const completion = await answerOf(await loaded, request, { id, asked });
        return { ...completion, warnings };
      });
      last = answer.catch(() => {});
      return answer;
    },
  };
}

async function answerOf(
  llama: LoadedLlama,
  { prompt, signal }: CompletionRequest,
  { id, asked }: { readonly id: string; readonly asked: Decoding & { readonly maxOutputTokens: number } },
): Promise<Omit<Completion, 'warnings'>> {
  const started = performance.now();
  const stopped = () => new Interrupted(`${id}: stopped while asking.`);
  if (signal?.aborted) throw stopped();
  try {
    const { text, stopReason, inputTokens, outputTokens } = await llama.answer(prompt, asked, signal);
    return {
      text,
      finish: stopReason === 'maxTokens' ? 'length' : 'stop',
      usage: { inputTokens, outputTokens },
      latencyMs: performance.now() - started,
    };
  } catch (cause) {
    if (signal?.aborted) throw stopped();
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ModelRequestError(`${id}: ${message}`, { failure: 'bad-request', retryable: false, cause });
  }
}

/** Of its size, first and last MiB: the whole of a model may be a hundred gigabytes. */
async function fileIdentity(path: string): Promise<string> {
  const mebibyte = 1 << 20;
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const hash = createHash('sha256').update(String(size));
      for (const start of [0, Math.max(0, size - mebibyte)]) {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(mebibyte), 0, mebibyte, start);
        if (start === 0 && buffer.toString('latin1', 0, 4) !== 'GGUF') {
          throw new UserMistake(`${path} is no GGUF file`, { hint: 'convert the model, or serve it: compatible:NAME' });
        }
        hash.update(buffer.subarray(0, bytesRead));
      }
      return hash.digest('hex').slice(0, 16);
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof UserMistake) throw cause;
    throw new UserMistake(`cannot read the model ${path}`, { hint: 'local: takes the path of a GGUF file', cause });
  }
}
