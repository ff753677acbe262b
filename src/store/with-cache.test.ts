import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Completion } from '../core/completion.ts';
import { EnvironmentFault } from '../core/errors.ts';
import type { CompletionRequest, Decoding, Model } from '../core/model.ts';
import { type CompletionCache, completionKey, openCompletionCache } from './completion-cache.ts';
import { temporaryFolder } from './testing/sample-run.ts';
import { withCache } from './with-cache.ts';

function countingModel(changes: Partial<Model> = {}) {
  let asked = 0;
  const model: Model = {
    id: 'openai:m',
    decoding: {},
    identity: { provider: 'openai', model: 'm' },
    cacheable: true,
    async complete(): Promise<Completion> {
      asked++;
      return { text: `answer ${asked}`, finish: 'stop', usage: { outputTokens: 2 }, warnings: [], costUsd: 0.5 };
    },
    ...changes,
  };
  return { model, asked: () => asked };
}

function request(changes: { readonly user?: string; readonly sample?: number; readonly task?: string } = {}) {
  const { user = 'write it', sample = 0, task = 'CWE-089/a' } = changes;
  const attempt = { task, mode: 'generate', strategy: 'direct', model: 'openai:m', sample } as const;
  const hits: string[] = [];
  const made: CompletionRequest = { prompt: { user }, attempt, onCacheHit: () => hits.push('hit') };
  return { made, hits };
}

describe('withCache', () => {
  it('asks once, tells a hit, and gives the very same completion', async () => {
    const { model, asked } = countingModel();
    const cached = withCache(model, await openCompletionCache(await temporaryFolder()));
    const [first, second] = [request(), request()];
    const answer = await cached.complete(first.made);
    expect(await cached.complete(second.made)).toEqual(answer);
    expect(asked()).toBe(1);
    expect([first.hits, second.hits]).toEqual([[], ['hit']]);
  });

  it('passes by models of which asking is free', async () => {
    const folder = await temporaryFolder();
    const { model } = countingModel({ cacheable: false });
    expect(withCache(model, await openCompletionCache(folder))).toBe(model);
  });

  it('takes a damaged entry for a miss and replaces it', async () => {
    const folder = await temporaryFolder();
    const { model, asked } = countingModel();
    const cached = withCache(model, await openCompletionCache(folder));
    await cached.complete(request().made);
    const key = completionKey(model, request().made);
    const entry = join(folder, key.slice(0, 2), `${key}.json`);
    for (const damage of ['', '{"text":', '{"text":1}']) {
      await writeFile(entry, damage);
      await cached.complete(request().made);
      expect(JSON.parse(await readFile(entry, 'utf8'))).toMatchObject({ finish: 'stop' });
    }
    expect(asked()).toBe(4);
    expect(await readdir(join(folder, key.slice(0, 2)))).toEqual([`${key}.json`]);
  });

  it('does not lose an answer that it cannot keep, and hides no bug', async () => {
    const { model } = countingModel();
    const failing = (error: Error): CompletionCache => ({
      get: async () => undefined,
      put: async () => {
        throw error;
      },
    });
    const full = withCache(model, failing(new EnvironmentFault('the disk is full')));
    expect(await full.complete(request().made)).toMatchObject({ text: 'answer 1' });
    await expect(withCache(model, failing(new TypeError('bug'))).complete(request().made)).rejects.toThrow('bug');
  });

  it('keeps no answer of a request that failed', async () => {
    const folder = await temporaryFolder();
    const { model } = countingModel({
      complete: async () => {
        throw new EnvironmentFault('no network');
      },
    });
    const cached = withCache(model, await openCompletionCache(folder));
    await expect(cached.complete(request().made)).rejects.toThrow('no network');
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('completionKey', () => {
  const key = (changes: Parameters<typeof request>[0] = {}, decoding: Decoding = {}, identity = { model: 'm' }) =>
    completionKey({ identity, decoding }, request(changes).made);

  it('is the same for the same question, whichever task it is for and in whatever order its fields stand', () => {
    expect(key({ task: 'CWE-022/b' })).toBe(key());
    expect(key({}, { topP: 1, temperature: 0 })).toBe(key({}, { temperature: 0, topP: 1 }));
  });

  it('differs with the prompt, the sample, the decoding and the model', () => {
    const keys = [key(), key({ user: 'other' }), key({ sample: 1 }), key({}, { seed: 1 }), key({}, {}, { model: 'n' })];
    expect(new Set(keys).size).toBe(5);
  });
});

it('says at once that a cache folder cannot be made', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  await expect(openCompletionCache(join(file, 'cache'))).rejects.toThrow(EnvironmentFault);
});
