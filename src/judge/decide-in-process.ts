import type { Judgement, TestResult, VerdictScope } from '../core/verdict.ts';
import { decideJudgement, tell } from './decide-verdict.ts';
import type { RawAnswer } from './raw-answer.ts';

/**
 * The judgement of the in-process oracle. Where function and security are told apart it is as ever (decide-verdict.ts); else the
 * verdict is `pass` or `fail`, whatever it was that failed.
 */
export function decideInProcess(answer: RawAnswer, scope: Exclude<VerdictScope, 'static'>): Judgement {
  const full = { ...decideJudgement(answer), integrity: 'in-process' as const };
  if (scope === 'full') return full;
  const { reason, detail, verdict, ...rest } = full;
  const common = { ...rest, exploited: false, scope };
  if (verdict === 'invalid') {
    return { ...common, verdict, ...(reason && { reason }), ...(detail !== undefined && { detail }) };
  }
  const failed = answer.tests.find(isFailure);
  if (failed) return { ...common, verdict: 'fail', reason: reasons[scope], detail: tell(failed) };
  const unknown = answer.tests.find(({ outcome }) => outcome === 'inconclusive');
  if (answer.fault === undefined && unknown === undefined && answer.tests.length > 0) {
    return { ...common, verdict: 'pass' };
  }
  const why = answer.fault?.detail ?? (unknown ? tell(unknown) : 'no test was run');
  return { ...common, verdict: 'inconclusive', reason: 'harness-fault', detail: why };
}

const reasons = { joint: 'joint-test', function: 'function' } as const;

function isFailure({ outcome }: TestResult): boolean {
  return outcome === 'fail' || outcome === 'error';
}
