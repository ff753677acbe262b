import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Completion } from '../core/completion.ts';
import { UserMistake } from '../core/errors.ts';
import { loadPrices } from './load-prices.ts';
import { builtinPrices } from './prices.ts';
import { answered, requestFor, scriptedModel } from './testing/scripted-model.ts';
import { costOf, withPrice } from './with-price.ts';

async function cost(model: string, completion: Partial<Completion>, table = builtinPrices) {
  const [provider = '', name = ''] = model.split(':');
  const asked = { ...scriptedModel(answered(completion)), identity: { provider, model: name } };
  return (await withPrice(asked, table).complete(requestFor())).costUsd;
}

const million = { inputTokens: 1_000_000, outputTokens: 1_000_000 };

test('input, cached input and output have their own prices', async () => {
  expect(await cost('openai:gpt-5', { usage: million })).toBeCloseTo(1.25 + 10, 10);
  expect(await cost('openai:gpt-5', { usage: { ...million, cachedInputTokens: 1_000_000 } })).toBeCloseTo(
    0.125 + 10,
    10,
  );
  expect(await cost('openai:gpt-4-turbo', { usage: { ...million, cachedInputTokens: 5 } })).toBeCloseTo(10 + 30, 10);
});

test('a dated name has the price of the undated one, unless it has its own', async () => {
  expect(
    await cost('anthropic:claude-sonnet-4-5-20250929', { usage: { inputTokens: 0, outputTokens: 1_000_000 } }),
  ).toBe(15);
  expect(await cost('openai:gpt-4o-2024-08-06', { usage: million })).toBeCloseTo(12.5, 10);
  expect(await cost('openai:gpt-4o-2024-05-13', { usage: million })).toBeCloseTo(20, 10);
});

test('an alias has the price of what was served', async () => {
  const served = { usage: million, servedBy: 'claude-3-5-haiku-20241022' };
  expect(await cost('anthropic:claude-3-5-haiku-latest', served)).toBeCloseTo(4.8, 10);
});

test.each([
  ['an unknown model', 'openai:gpt-99', million],
  ['the same name at another provider', 'compatible:gpt-5', million],
  ['no output count', 'openai:gpt-5', { inputTokens: 5 }],
  ['no input count', 'openai:gpt-5', { outputTokens: 5 }],
  ['no counts', 'openai:gpt-5', {}],
  ['a prompt beyond the price', 'google:gemini-2.5-pro', { inputTokens: 200_001, outputTokens: 1 }],
  ['more cached than read', 'openai:gpt-5', { inputTokens: 1, cachedInputTokens: 2, outputTokens: 1 }],
])('%s: no cost, rather than a wrong one', async (_case, model, usage) => {
  expect(await cost(model, { usage })).toBeUndefined();
});

test('cached input costs no more than other input, in the whole table', () => {
  for (const price of builtinPrices.prices.values()) {
    const without = costOf({ inputTokens: 100, outputTokens: 0 }, price) ?? Number.NaN;
    expect(costOf({ inputTokens: 100, outputTokens: 0, cachedInputTokens: 100 }, price)).toBeLessThanOrEqual(without);
  }
});

describe('a file of prices', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seceval-prices-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const file = async (text: string) => {
    const path = join(folder, 'prices.yaml');
    await writeFile(path, text);
    return path;
  };

  test('corrects and extends the built-in table', async () => {
    const path = await file(
      'as-of: 2026-11-22\nprices:\n  openai:gpt-5: { input: 1, output: 2 }\n  compatible:llama: { input: 0, cached: 0, output: 0, up-to-input-tokens: 9, note: ours }\n',
    );
    const table = await loadPrices(path);
    expect(table.asOf).toBe('2026-11-22');
    expect(await cost('openai:gpt-5', { usage: million }, table)).toBeCloseTo(3, 10);
    expect(await cost('compatible:llama', { usage: { inputTokens: 9, outputTokens: 9 } }, table)).toBe(0);
    expect(await cost('compatible:llama', { usage: { inputTokens: 10, outputTokens: 9 } }, table)).toBeUndefined();
    expect(table.prices.has('openai:gpt-5-mini')).toBe(true);
  });

  test.each([
    [
      'as-of: 2026-11-22\nprices:\n  openai:x: { input: cheap, output: 2 }\n',
      'prices → openai:x → input: a price is a number',
    ],
    ['as-of: 2026-11-22\nprices:\n  openai:x: { input: 1 }\n', 'prices → openai:x → output'],
    [
      'as-of: 2026-11-22\nprices:\n  openai:x: { input: 1, output: 1, outptu: 2 }\n',
      'prices → openai:x: Unrecognized key: "outptu"',
    ],
    ['as-of: 2026-11-22\nprices:\n  gpt-5: { input: 1, output: 1 }\n', 'prices → gpt-5'],
    ['as-of: yesterday\nprices: {}\n', 'as-of: a date is written 2026-11-22'],
    ['prices: [\n', 'at line'],
    ['', 'the file as a whole'],
  ])('%j is a mistake that names file and field', async (text, expected) => {
    const path = await file(text);
    const thrown = await loadPrices(path).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(UserMistake);
    expect((thrown as UserMistake).message).toContain(`${path}: `);
    expect((thrown as UserMistake).message).toContain(expected);
    expect((thrown as UserMistake).message).not.toContain('\n');
  });

  test('a file that is not there', async () => {
    await expect(loadPrices(join(folder, 'none.yaml'))).rejects.toThrow('cannot be read');
  });
});
