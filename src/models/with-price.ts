import type { Completion, Usage } from '../core/completion.ts';
import type { Model } from '../core/model.ts';
import type { Price, PriceTable } from './prices.ts';

/** Adds `costUsd` to every completion whose price and counts are known. Never a guess, never a 0 for unknown. */
export function withPrice(model: Model, table: PriceTable): Model {
  return {
    ...model,
    complete: async (request) => {
      const completion = await model.complete(request);
      const price = priceOf(model, completion, table);
      const costUsd = price === undefined ? undefined : costOf(completion.usage, price);
      return costUsd === undefined ? completion : { ...completion, costUsd };
    },
  };
}

/** The price of what was asked for, else of what the provider says it served; an exact name before an undated one. */
export function priceOf(model: Model, completion: Completion, table: PriceTable): Price | undefined {
  return priceNamed(model, model.identity['model'], table) ?? priceNamed(model, completion.servedBy, table);
}

/** The price of what is asked for, as far as it is known before anything is asked. */
export function listPrice(model: Pick<Model, 'identity'>, table: PriceTable): Price | undefined {
  return priceNamed(model, model.identity['model'], table);
}

/** Whether that price is known. */
export function hasPrice(model: Model, table: PriceTable): boolean {
  return listPrice(model, table) !== undefined;
}

function priceNamed(
  { identity }: Pick<Model, 'identity'>,
  name: string | undefined,
  { prices }: PriceTable,
): Price | undefined {
  if (name === undefined) return undefined;
  const { provider } = identity;
  return prices.get(`${provider}:${name}`) ?? prices.get(`${provider}:${withoutDate(name)}`);
}

/** US dollars; undefined when a count that the price needs is not reported. */
export function costOf(usage: Usage, price: Price): number | undefined {
  const { inputTokens, outputTokens, cachedInputTokens = 0 } = usage;
  if (inputTokens === undefined || outputTokens === undefined || cachedInputTokens > inputTokens) return undefined;
  if (inputTokens > (price.upToInputTokens ?? Number.POSITIVE_INFINITY)) return undefined;
  const input = (inputTokens - cachedInputTokens) * price.input + cachedInputTokens * (price.cached ?? price.input);
  return (input + outputTokens * price.output) / 1_000_000;
}

/** `gpt-5-2025-08-07`, `claude-sonnet-4-5-20250929`, `gpt-4-0613`, `gemini-2.0-flash-001`: the price is that of the name without the date. */
function withoutDate(name: string): string {
  return name.replace(/-(\d{4}-\d{2}-\d{2}|\d{8}|\d{3,4})$/, '');
}
