import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { UserMistake } from '../core/errors.ts';
import { builtinPrices, type Price, type PriceTable } from './prices.ts';

const dollars = z.number('a price is a number of US dollars per million tokens').nonnegative().max(1_000_000);
const priceSchema = z.strictObject({
  input: dollars,
  cached: dollars.optional(),
  output: dollars,
  'up-to-input-tokens': z.number().int().positive().optional(),
  note: z.string().optional(),
});
const fileSchema = z.strictObject({
  /** When the prices were read: it stands beside every cost. */
  'as-of': z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is written 2026-11-22'),
  prices: z.record(z.string().regex(/^[a-z]+:.+$/, 'a model is written provider:name'), priceSchema),
});

/**
 * Reads a YAML file of prices and lays it over the built-in table; where both name a model, the file holds.
 * Throws UserMistake with the file and the line or field that is wrong.
 */
export async function loadPrices(file: string): Promise<PriceTable> {
  const { 'as-of': asOf, prices } = parse(file, await read(file));
  const own = Object.entries(prices).map(
    ([model, { 'up-to-input-tokens': upToInputTokens, cached, note, ...price }]) => {
      const entry: Price = {
        ...price,
        ...(cached !== undefined && { cached }),
        ...(note !== undefined && { note }),
        ...(upToInputTokens !== undefined && { upToInputTokens }),
      };
      return [model, entry] as const;
    },
  );
  return { asOf, prices: new Map([...builtinPrices.prices, ...own]) };
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UserMistake(`The price file ${file} cannot be read.`, {
      hint: error instanceof Error ? error.message : String(error),
      cause: error,
    });
  }
}

function parse(file: string, text: string): z.infer<typeof fileSchema> {
  const document = parseDocument(text);
  const [syntax] = document.errors;
  if (syntax !== undefined) throw mistake(`${file}: ${syntax.message.split('\n')[0]}`);
  const { data, error } = fileSchema.safeParse(document.toJS());
  if (data !== undefined) return data;
  const [issue] = error.issues;
  const field = issue?.path.map(String).join(' → ') || 'the file as a whole';
  throw mistake(`${file}: ${field}: ${issue?.message}`);
}

function mistake(message: string): UserMistake {
  return new UserMistake(message, {
    hint: 'It holds "as-of: 2026-11-22" and "prices:" with lines like "openai:gpt-5: { input: 1.25, cached: 0.125, output: 10 }".',
  });
}
