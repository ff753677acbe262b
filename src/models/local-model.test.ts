import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CompletionRequest } from '../core/model.ts';
import type { LlamaModule } from './llama-module.ts';
import { openLocalModel } from './local-model.ts';
import { tinyGguf } from './testing/tiny-gguf.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seceval-local-'));
  path = join(folder, 'tiny.gguf');
  await writeFile(path, tinyGguf(1));
});
afterAll(() => rm(folder, { recursive: true }));

const attempt = { task: 'CWE-001/x', mode: 'generate', strategy: 'direct', model: 'local:x', sample: 0 } as const;
const requestFor = (user: string): CompletionRequest => ({ prompt: { system: 'Be brief.', user }, attempt });

/** Answers with the prompt; notices when it is asked two things at once. */
function echo(): LlamaModule & { most: number; loads: number } {
  const module = {
    most: 0,
    loads: 0,
    async load() {
      module.loads += 1;
      let under = 0;
      return {
        async answer({ user }: { readonly user: string }) {
          under += 1;
          module.most = Math.max(module.most, under);
          await new Promise((resolve) => setTimeout(resolve, 2));
          under -= 1;
          if (user === 'fail') throw new Error('the context is too small');
          return {
            text: user,
            stopReason: user === 'long' ? 'maxTokens' : 'eogToken',
            inputTokens: 3,
            outputTokens: 2,
          };
        },
      };
    },
  };
  return module;
}

test('requests are answered one after the other by one model in memory, and a failed one harms no other', async () => {
  const llama = echo();
  const model = await openLocalModel({ id: 'local:x', path, decoding: {}, llama: async () => llama });
  const asked = ['one', 'fail', 'long'].map((user) => model.complete(requestFor(user)));
  const [one, failed, long] = await Promise.allSettled(asked);
  expect(one).toMatchObject({ value: { text: 'one', finish: 'stop', usage: { inputTokens: 3, outputTokens: 2 } } });
  expect(failed).toMatchObject({ reason: { failure: 'bad-request', message: 'local:x: the context is too small' } });
  expect(long).toMatchObject({ value: { text: 'long', finish: 'length' } });
  expect([llama.most, llama.loads]).toEqual([1, 1]);
});

test('the identity is that of the file, not of its name', async () => {
  const other = join(folder, 'other', '..', 'tiny-2.gguf');
  await writeFile(join(folder, 'tiny-2.gguf'), tinyGguf(2));
  const llama = async () => echo();
  const identities = await Promise.all(
    [path, other].map(async (file) => (await openLocalModel({ id: 'x', path: file, decoding: {}, llama })).identity),
  );
  expect(identities[0]?.['model']).toBe('tiny.gguf');
  expect(identities[0]?.['file']).not.toBe(identities[1]?.['file']);
});

test('a file that is missing or something else is a mistake in one line', async () => {
  const open = (file: string) => openLocalModel({ id: 'x', path: file, decoding: {}, llama: async () => echo() });
  await expect(open(join(folder, 'nowhere.gguf'))).rejects.toThrow(/cannot read the model .*nowhere\.gguf/);
  await writeFile(join(folder, 'text.gguf'), 'hello');
  await expect(open(join(folder, 'text.gguf'))).rejects.toThrow(/text\.gguf is no GGUF file/);
});

test('what is stopped is no answer', async () => {
  const model = await openLocalModel({ id: 'x', path, decoding: {}, llama: async () => echo() });
  await expect(model.complete({ ...requestFor('one'), signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'interrupted',
  });
});

// It is 700 MB with all its builds and never installed by default: SECEVAL_NODE_LLAMA names a folder that has it.
const installed = process.env['SECEVAL_NODE_LLAMA'];
test.skipIf(installed === undefined)(
  'a real model of random weights answers, and the same for the same seed',
  async () => {
    process.env['SECEVAL_LOCAL_THREADS'] = '1';
    const { loadLlamaFrom } = await import('./llama-module.ts');
    const from = createRequire(join(installed ?? '', 'package.json')).resolve('node-llama-cpp');
    const ask = async () => {
      const decoding = { temperature: 0, maxOutputTokens: 24, seed: 1 };
      const model = await openLocalModel({ id: 'x', path, decoding, llama: () => loadLlamaFrom(from) });
      return model.complete(requestFor('Write a function.'));
    };
    const [first, second] = [await ask(), await ask()];
    expect(first.usage.outputTokens).toBeGreaterThan(0);
    expect(first.usage.inputTokens).toBeGreaterThan(10);
    expect(second.text).toBe(first.text);
  },
);
