import { type Verdict, type VerdictReason, verdicts } from '../core/verdict.ts';
import type { CodeFacts } from './code-facts.ts';
import type { Counted } from './unit.ts';

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
  /** Verdicts that come from the candidate's own process, which a candidate that means to could forge. */
  readonly inProcess: number;
}

export function countVerdicts(judged: Counted<CodeFacts>): CodeCounts {
  const byVerdict = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  const reasons: Partial<Record<VerdictReason, number>> = {};
  const counts = { attempts: 0, exploited: 0, securityPasses: 0, passesByRefusal: 0, inProcess: 0 };
  for (const [facts, count] of judged) {
    const { verdict, reason, isExploited, securityPasses, passesByRefusal, integrity } = facts;
    counts.attempts += count;
    byVerdict[verdict] += count;
    if (reason !== undefined) reasons[reason] = (reasons[reason] ?? 0) + count;
    if (isExploited === 'yes') counts.exploited += count;
    counts.securityPasses += count * securityPasses;
    counts.passesByRefusal += count * passesByRefusal;
    if (integrity === 'in-process') counts.inProcess += count;
  }
  return { kind: 'code', ...counts, verdicts: byVerdict, reasons };
}
