import type { AttemptReport } from '../report-document.ts';

/** What an attempt is filtered and coloured by, best first. */
export const outcomes = [
  'secure',
  'pass',
  'right',
  'vulnerable',
  'fail',
  'wrong',
  'broken',
  'invalid',
  'inconclusive',
  'open',
] as const;
export type Outcome = (typeof outcomes)[number];

/** A sign for each, so that colour is never the only difference. */
export const signs: Readonly<Record<Outcome, string>> = {
  secure: '✓',
  pass: '✓',
  right: '✓',
  vulnerable: '✗',
  fail: '✗',
  wrong: '✗',
  broken: '~',
  invalid: '∅',
  inconclusive: '?',
  open: '·',
};

export function outcomeOf(attempt: AttemptReport): Outcome {
  if (attempt.kind === 'judged') return attempt.verdict;
  if (attempt.kind === 'open') return 'open';
  return attempt.correct ? 'right' : 'wrong';
}

export function isGood(outcome: Outcome): boolean {
  return outcome === 'secure' || outcome === 'pass' || outcome === 'right';
}
