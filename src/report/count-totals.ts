import type { CompletedEvent } from '../core/run.ts';
import type { FoldedRun } from './fold-events.ts';
import type { TokenTotals, Totals } from './report-document.ts';

export function countTotals({ attempts, planned, state, completions }: FoldedRun): Totals {
  const judged = attempts.filter((attempt) => attempt.judged !== undefined || attempt.classified !== undefined).length;
  const failedRequests: Record<string, number> = {};
  for (const { failed, judged: judgement, classified } of attempts) {
    if (failed === undefined || judgement !== undefined || classified !== undefined) continue;
    failedRequests[failed.failure] = (failedRequests[failed.failure] ?? 0) + 1;
  }
  // A log without its first line still tells of the attempts that it names.
  const total = Math.max(planned ?? 0, attempts.length);
  const paid = completions.filter(({ cached }) => !cached);
  return {
    state,
    attempts: total,
    judged,
    open: total - judged,
    failedRequests,
    completions: attempts.filter(({ completed }) => completed !== undefined).length,
    cachedCompletions: attempts.filter(({ completed }) => completed?.cached === true).length,
    tokens: countTokens(completions),
    costUsd: paid.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0),
    unknownCosts: paid.filter(({ costUsd }) => costUsd === undefined).length,
  };
}

function countTokens(completions: readonly CompletedEvent[]): TokenTotals {
  const sum = (field: keyof CompletedEvent['usage']): number =>
    completions.reduce((total, { usage }) => total + (usage[field] ?? 0), 0);
  return {
    input: sum('inputTokens'),
    output: sum('outputTokens'),
    reasoning: sum('reasoningTokens'),
    cachedInput: sum('cachedInputTokens'),
    unknown: completions.filter(({ usage }) => usage.inputTokens === undefined || usage.outputTokens === undefined)
      .length,
  };
}
