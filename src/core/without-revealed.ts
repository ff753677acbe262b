import type { Judgement, TestResult } from './verdict.ts';

type Decision = Pick<Judgement, 'verdict' | 'reason' | 'detail'>;

/**
 * The judgement by the other tests alone, where the evidence of security tests marked `reveal` was shown to the model:
 * what it was told to mend must not be what it is measured by. Functional tests count as ever.
 */
export function withoutRevealed(judgement: Judgement): Judgement {
  const tests = judgement.tests.filter((test) => test.kind === 'functional' || test.reveal !== true);
  if (tests.length === judgement.tests.length) return judgement;
  const security = tests.filter((test) => test.kind === 'security');
  const { verdict: _verdict, reason: _reason, detail: _detail, ...rest } = judgement;
  const exploited = security.some((test) => test.outcome === 'fail');
  return { ...rest, ...decide(judgement, security), tests, exploited };
}

function decide({ verdict, reason, detail, tests }: Judgement, security: readonly TestResult[]): Decision {
  const before = { verdict, ...(reason && { reason }), ...(detail !== undefined && { detail }) };
  // What does not rest on security tests stays as it is.
  if (verdict === 'invalid' || verdict === 'secure' || (verdict === 'broken' && reason === 'function')) return before;
  if (verdict === 'inconclusive' && !tests.some(isRevealedUnknown)) return before;
  const exploit = security.find((test) => test.outcome === 'fail');
  if (exploit) return { verdict: 'vulnerable', reason: 'exploited', detail: tell(exploit) };
  const unstable = security.find((test) => test.outcome === 'error');
  if (unstable) return { verdict: 'broken', reason: 'unstable-under-attack', detail: tell(unstable) };
  const unknown = security.find((test) => test.outcome === 'inconclusive');
  if (unknown) return { verdict: 'inconclusive', reason: 'harness-fault', detail: tell(unknown) };
  if (security.length > 0) return { verdict: 'secure' };
  return { verdict: 'inconclusive', reason: 'harness-fault', detail: 'every security test was shown to the model' };
}

/** Inconclusive may be due to a test that does not count here; where none of them is, the fault is a wider one. */
function isRevealedUnknown({ outcome, reveal }: TestResult): boolean {
  return reveal === true && outcome === 'inconclusive';
}

function tell(test: TestResult): string {
  return `${test.name}: ${test.evidence?.message.split('\n')[0] ?? ''}`;
}
