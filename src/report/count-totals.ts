import type { FoldedRun } from './fold-events.ts';
import type { Prompt } from './prompt-fold.ts';
import type { Totals } from './report-document.ts';

export function countTotals({ prompts, planned, state, spending, failureMessages }: FoldedRun): Totals {
  const counts = { attempts: 0, judged: 0, completions: 0, cachedCompletions: 0 };
  const failedRequests: Record<string, number> = {};
  for (const prompt of prompts) {
    for (let sample = 0; sample < samplesOf(prompt); sample++) {
      if (!isMet(prompt, sample)) continue;
      const completed = prompt.completions[sample];
      const failure = prompt.failures[sample];
      const judged = hasResult(prompt, sample);
      counts.attempts += 1;
      if (judged) counts.judged += 1;
      if (completed !== undefined) counts.completions += 1;
      if (completed === 'cached') counts.cachedCompletions += 1;
      if (failure !== undefined && !judged) failedRequests[failure] = (failedRequests[failure] ?? 0) + 1;
    }
  }
  // A log without its first line still tells of the attempts that it names.
  const total = Math.max(planned ?? 0, counts.attempts);
  return {
    state,
    ...counts,
    attempts: total,
    open: total - counts.judged,
    failedRequests,
    failureMessages: Object.fromEntries([...failureMessages].filter(([kind]) => kind in failedRequests)),
    ...spending,
  };
}

/** Attempts that the log knows something of. */
export function countMet(prompts: readonly Prompt[]): number {
  const met = (prompt: Prompt) => Array.from({ length: samplesOf(prompt) }, (_, sample) => isMet(prompt, sample));
  return prompts.reduce((sum, prompt) => sum + met(prompt).filter(Boolean).length, 0);
}

function isMet(prompt: Prompt, sample: number): boolean {
  const { completions, failures } = prompt;
  return completions[sample] !== undefined || failures[sample] !== undefined || hasResult(prompt, sample);
}

/** One above the highest sample index that is known of. */
export function samplesOf({ completions, failures, facts, answers }: Prompt): number {
  return Math.max(completions.length, failures.length, facts.length, answers.length);
}

export function hasResult({ facts, answers }: Prompt, sample: number): boolean {
  return facts[sample] !== undefined || answers[sample] !== undefined;
}
