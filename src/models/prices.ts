/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  /** For input tokens that the provider read from its cache; as `input` when absent. */
  readonly cached?: number;
  /** Reasoning tokens are output. */
  readonly output: number;
  /** The price holds for prompts up to this many tokens; above, the cost is unknown. */
  readonly upToInputTokens?: number;
  readonly note?: string;
}

export interface PriceTable {
  /** When the prices were read, `2026-02-28`. */
  readonly asOf: string;
  /** By `provider:model`. A name without its date stands for all dated versions that have no entry of their own. */
  readonly prices: ReadonlyMap<string, Price>;
}

type Row = readonly [model: string, input: number, cached: number | undefined, output: number, more?: Partial<Price>];

const upTo200k = { upToInputTokens: 200_000, note: 'longer prompts cost more' };

// Sources: the providers' public price lists, standard tier, without batch, priority and regional surcharges.
// Bedrock is left out: its prices differ by region. Mistral's `-latest` names are left out: what they stand for moves.
const rows: readonly Row[] = [
  ['openai:gpt-5.2', 1.75, 0.175, 14],
  ['openai:gpt-5.1', 1.25, 0.125, 10],
  ['openai:gpt-5', 1.25, 0.125, 10],
  ['openai:gpt-5-mini', 0.25, 0.025, 2],
  ['openai:gpt-5-nano', 0.05, 0.005, 0.4],
  ['openai:gpt-4.1', 2, 0.5, 8],
  ['openai:gpt-4.1-mini', 0.4, 0.1, 1.6],
  ['openai:gpt-4.1-nano', 0.1, 0.025, 0.4],
  ['openai:gpt-4o', 2.5, 1.25, 10],
  ['openai:gpt-4o-2024-05-13', 5, undefined, 15, { note: 'the first version cost more' }],
  ['openai:gpt-4o-mini', 0.15, 0.075, 0.6],
  ['openai:gpt-4-turbo', 10, undefined, 30],
  ['openai:gpt-4', 30, undefined, 60],
  ['openai:gpt-3.5-turbo', 0.5, undefined, 1.5],
  ['openai:gpt-3.5-turbo-1106', 1, undefined, 2],
  ['openai:o1', 15, 7.5, 60],
  ['openai:o3', 2, 0.5, 8],
  ['openai:o3-mini', 1.1, 0.55, 4.4],
  ['openai:o4-mini', 1.1, 0.275, 4.4],
  ['anthropic:claude-opus-4-6', 5, 0.5, 25, upTo200k],
  ['anthropic:claude-opus-4-5', 5, 0.5, 25],
  ['anthropic:claude-opus-4-1', 15, 1.5, 75],
  ['anthropic:claude-opus-4', 15, 1.5, 75],
  ['anthropic:claude-opus-4-0', 15, 1.5, 75],
  ['anthropic:claude-sonnet-4-6', 3, 0.3, 15, upTo200k],
  ['anthropic:claude-sonnet-4-5', 3, 0.3, 15, upTo200k],
  ['anthropic:claude-sonnet-4', 3, 0.3, 15, upTo200k],
  ['anthropic:claude-sonnet-4-0', 3, 0.3, 15, upTo200k],
  ['anthropic:claude-haiku-4-5', 1, 0.1, 5],
  ['anthropic:claude-3-7-sonnet', 3, 0.3, 15],
  ['anthropic:claude-3-5-sonnet', 3, 0.3, 15],
  ['anthropic:claude-3-5-haiku', 0.8, 0.08, 4],
  ['anthropic:claude-3-haiku', 0.25, 0.03, 1.25],
  ['google:gemini-3-pro-preview', 2, 0.2, 12, upTo200k],
  ['google:gemini-3-flash-preview', 0.5, 0.05, 3],
  ['google:gemini-2.5-pro', 1.25, 0.125, 10, upTo200k],
  ['google:gemini-2.5-flash', 0.3, 0.03, 2.5],
  ['google:gemini-2.5-flash-lite', 0.1, 0.01, 0.4],
  ['google:gemini-2.0-flash', 0.1, 0.025, 0.4],
  ['google:gemini-2.0-flash-lite', 0.075, undefined, 0.3],
  ['mistral:mistral-large-2411', 2, undefined, 6],
  ['mistral:mistral-medium-2505', 0.4, undefined, 2],
  ['mistral:mistral-small-2506', 0.1, undefined, 0.3],
  ['mistral:codestral-2508', 0.3, undefined, 0.9],
  ['mistral:devstral-medium-2507', 0.4, undefined, 2],
  ['mistral:devstral-small-2507', 0.1, undefined, 0.3],
];

/** List prices known at the date that stands in it. Prices change: `--prices FILE` corrects and extends them. */
export const builtinPrices: PriceTable = {
  asOf: '2026-02-28',
  prices: new Map(
    rows.map(([model, input, cached, output, more]) => [
      model,
      { input, ...(cached !== undefined && { cached }), output, ...more },
    ]),
  ),
};
