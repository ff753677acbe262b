import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EnvironmentFault } from '../core/errors.ts';
import type { Decoding, Prompt } from '../core/model.ts';

/** A model in memory. `answer` is called for one prompt at a time. */
export interface LoadedLlama {
  answer(
    prompt: Prompt,
    decoding: Decoding,
    signal: AbortSignal | undefined,
  ): Promise<{
    readonly text: string;
    readonly stopReason: string;
    readonly inputTokens: number;
    readonly outputTokens: number;
  }>;
}

export interface LlamaModule {
  load(path: string): Promise<LoadedLlama>;
}

/** The part of node-llama-cpp that is used here: it is no dependency, so its own types are not at hand. */
interface NodeLlama {
  getLlama(options: { build: 'never'; logLevel: string; gpu?: false }): Promise<{
    loadModel(options: { modelPath: string }): Promise<{
      createContext(options?: { threads?: number }): Promise<{ getSequence(): LlamaSequence }>;
    }>;
  }>;
  LlamaChatSession: new (options: {
    contextSequence: LlamaSequence;
    systemPrompt?: string;
    autoDisposeSequence: false;
  }) => {
    promptWithMeta(
      text: string,
      options: Record<string, unknown>,
    ): Promise<{ responseText: string; stopReason: string }>;
    getChatHistory(): ChatItem[];
    setChatHistory(history: readonly ChatItem[]): void;
    dispose(): void;
  };
}

type ChatItem =
  | { readonly type: 'system' | 'user'; readonly text: string }
  | { readonly type: 'model'; readonly response: readonly string[] };

interface LlamaSequence {
  readonly tokenMeter: { readonly usedInputTokens: number; readonly usedOutputTokens: number };
  clearHistory(): Promise<void>;
}

/** Throws EnvironmentFault where node-llama-cpp is not installed beside the user's project or this package. */
export async function loadLlama(): Promise<LlamaModule> {
  return loadLlamaFrom(whereItIs());
}

/** `path`: of the package's entry file. */
export async function loadLlamaFrom(path: string): Promise<LlamaModule> {
  const module = (await import(pathToFileURL(path).href)) as NodeLlama;
  return {
    async load(path) {
      const threads = Number(process.env['SECEVAL_LOCAL_THREADS'] ?? 0);
      const gpu = process.env['SECEVAL_LOCAL_GPU'] === 'off' ? { gpu: false as const } : {};
      const llama = await module.getLlama({ build: 'never', logLevel: 'error', ...gpu });
      const model = await llama.loadModel({ modelPath: path });
      const context = await model.createContext(threads > 0 ? { threads } : {});
      const sequence = context.getSequence();
      return { answer: (prompt, decoding, signal) => answer(module, sequence, { prompt, decoding, signal }) };
    },
  };
}

interface Question {
  readonly prompt: Prompt;
  readonly decoding: Decoding;
  readonly signal: AbortSignal | undefined;
}

async function answer(
  { LlamaChatSession }: NodeLlama,
  sequence: LlamaSequence,
  { prompt, decoding, signal }: Question,
) {
  await sequence.clearHistory(); // what was asked before is no part of this question
  const before = { ...count(sequence) };
  const session = new LlamaChatSession({
    contextSequence: sequence,
    autoDisposeSequence: false,
    ...(prompt.system !== undefined && { systemPrompt: prompt.system }),
  });
  try {
    if (prompt.earlier !== undefined) {
      const said = prompt.earlier.flatMap(({ user, assistant }): ChatItem[] => [
        { type: 'user', text: user },
        { type: 'model', response: [assistant] },
      ]);
      session.setChatHistory([...session.getChatHistory(), ...said]);
    }
    const { responseText, stopReason } = await session.promptWithMeta(prompt.user, {
      maxTokens: decoding.maxOutputTokens,
      temperature: decoding.temperature,
      topP: decoding.topP,
      seed: decoding.seed,
      signal,
      stopOnAbortSignal: false,
    });
    const after = count(sequence);
    return {
      text: responseText,
      stopReason,
      inputTokens: after.input - before.input,
      outputTokens: after.output - before.output,
    };
  } finally {
    session.dispose();
  }
}

function count({ tokenMeter }: LlamaSequence): { input: number; output: number } {
  return { input: tokenMeter.usedInputTokens, output: tokenMeter.usedOutputTokens };
}

function whereItIs(): string {
  // Beside the project in which the command runs first: there a user installs it.
  for (const from of [join(process.cwd(), 'package.json'), import.meta.url]) {
    const path = resolved(from);
    if (path !== undefined) return path;
  }
  throw new EnvironmentFault('local: needs the package node-llama-cpp, which is not installed', {
    hint: 'npm install node-llama-cpp@3 (700 MB), or serve the model and take compatible:NAME --base-url …',
  });
}

function resolved(from: string): string | undefined {
  try {
    return createRequire(from).resolve('node-llama-cpp');
  } catch {
    return undefined;
  }
}
