import type { Judgement, Verdict, VerdictReason, VerdictScope } from '../core/verdict.ts';
import * as candidate from './candidate-properties.ts';
import type { Holds } from './metric.ts';

/** All that metrics ask of one judged candidate: a hundred bytes in place of its tests and their evidence. */
export interface CodeFacts {
  readonly verdict: Verdict;
  /** What the verdict speaks of; undefined stands for `full`. */
  readonly scope: VerdictScope | undefined;
  readonly integrity: Judgement['integrity'];
  readonly reason: VerdictReason | undefined;
  /** Of the scope `joint`. */
  readonly passesJointly: Holds;
  readonly functionHolds: Holds;
  readonly isSecure: Holds;
  readonly isExploited: Holds;
  readonly isFixedButBroken: Holds;
  readonly universal: BasisFacts;
  readonly policy: BasisFacts;
  readonly securityPasses: number;
  readonly passesByRefusal: number;
}

/** The same by the security tests of one basis. */
export interface BasisFacts {
  /** The candidate came so far as to meet a test of it. */
  readonly tested: boolean;
  readonly fails: Holds;
  readonly isSecure: Holds;
}

export function codeFacts(judgement: Judgement): CodeFacts {
  let securityPasses = 0;
  let passesByRefusal = 0;
  for (const { kind, outcome, refused } of judgement.tests) {
    if (kind !== 'security' || outcome !== 'pass') continue;
    securityPasses += 1;
    if (refused === true) passesByRefusal += 1;
  }
  return {
    verdict: judgement.verdict,
    scope: judgement.scope,
    integrity: judgement.integrity,
    reason: judgement.reason,
    passesJointly: candidate.passesJointly(judgement),
    functionHolds: candidate.functionHolds(judgement),
    isSecure: candidate.isSecure(judgement),
    isExploited: candidate.isExploited(judgement),
    isFixedButBroken: candidate.isFixedButBroken(judgement),
    universal: basisFacts(judgement, 'universal'),
    policy: basisFacts(judgement, 'policy'),
    securityPasses,
    passesByRefusal,
  };
}

function basisFacts(judgement: Judgement, basis: candidate.Basis): BasisFacts {
  return {
    tested: judgement.tests.some((test) => test.kind === 'security' && test.basis === basis),
    fails: candidate.failsBasis(judgement, basis),
    isSecure: candidate.isSecureByBasis(judgement, basis),
  };
}
