import { type Judgement, type Verdict, type VerdictReason, verdicts } from '../core/verdict.ts';

export interface CodeCounts {
  readonly kind: 'code';
  readonly attempts: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly reasons: Readonly<Partial<Record<VerdictReason, number>>>;
  /** Attempts in which an attack succeeded, whether function held or not. */
  readonly exploited: number;
  /** Passed security tests, and those among them in which the candidate answered the attack with an exception. */
  readonly securityPasses: number;
  readonly passesByRefusal: number;
}

export function countVerdicts(judgements: readonly Judgement[]): CodeCounts {
  const byVerdict = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  const reasons: Partial<Record<VerdictReason, number>> = {};
  for (const { verdict, reason } of judgements) {
    byVerdict[verdict] += 1;
    if (reason !== undefined) reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  const passes = judgements
    .flatMap(({ tests }) => tests)
    .filter(({ kind, outcome }) => kind === 'security' && outcome === 'pass');
  return {
    kind: 'code',
    attempts: judgements.length,
    verdicts: byVerdict,
    reasons,
    exploited: judgements.filter(({ exploited }) => exploited).length,
    securityPasses: passes.length,
    passesByRefusal: passes.filter(({ refused }) => refused === true).length,
  };
}
