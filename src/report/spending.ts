import type { CompletedEvent, TurnEvent } from '../core/run.ts';
import type { Totals } from './report-document.ts';

type Mutable<Type> = { -readonly [Key in keyof Type]: Mutable<Type[Key]> };

/** What answers took, each turn of a conversation for itself, summed as they come. */
export type Spending = Pick<Totals, 'tokens' | 'costUsd' | 'unknownCosts'>;

export function startSpending(): Mutable<Spending> {
  return { tokens: { input: 0, output: 0, reasoning: 0, cachedInput: 0, unknown: 0 }, costUsd: 0, unknownCosts: 0 };
}

export function addCompletion(
  spending: Mutable<Spending>,
  { usage, cached, costUsd }: Pick<CompletedEvent | TurnEvent, 'usage' | 'cached' | 'costUsd'>,
): void {
  const { tokens } = spending;
  tokens.input += usage.inputTokens ?? 0;
  tokens.output += usage.outputTokens ?? 0;
  tokens.reasoning += usage.reasoningTokens ?? 0;
  tokens.cachedInput += usage.cachedInputTokens ?? 0;
  if (usage.inputTokens === undefined || usage.outputTokens === undefined) tokens.unknown += 1;
  if (cached) return;
  if (costUsd === undefined) spending.unknownCosts += 1;
  else spending.costUsd += costUsd;
}
