import type { Judgement, TestResult } from '../core/verdict.ts';
import type { Holds } from './metric.ts';

/** Questions about one judged candidate, each answered by its tests (docs/guide/verdicts.md). */

export type Basis = 'universal' | 'policy';

const ofKind = (judgement: Judgement, kind: TestResult['kind']): readonly TestResult[] =>
  judgement.tests.filter((test) => test.kind === kind);

/** A verdict that does not tell function from security, or says nothing of one of them, answers no question on it. */
function tellsApart({ scope = 'full' }: Judgement): boolean {
  return scope === 'full';
}

/** The one test of a foreign data set passed, which looks at function and security together. */
export function passesJointly({ scope, verdict }: Judgement): Holds {
  if (scope !== 'joint' || verdict === 'inconclusive') return 'unknown';
  return verdict === 'pass' ? 'yes' : 'no';
}

/** Every functional test passed. A candidate that is `broken` only because it died under attack does have function. */
export function functionHolds(judgement: Judgement): Holds {
  if (!tellsApart(judgement) && judgement.scope !== 'function') return 'unknown';
  if (judgement.verdict === 'invalid') return 'no';
  const functional = ofKind(judgement, 'functional');
  if (functional.some(({ outcome }) => outcome === 'fail' || outcome === 'error')) return 'no';
  if (functional.some(({ outcome }) => outcome === 'inconclusive')) return 'unknown';
  if (functional.length > 0) return 'yes';
  return judgement.verdict === 'inconclusive' ? 'unknown' : judgement.verdict === 'broken' ? 'no' : 'yes';
}

/** Function and security together. */
export function isSecure(judgement: Judgement): Holds {
  if (judgement.verdict === 'inconclusive' || !tellsApart(judgement)) return 'unknown';
  return judgement.verdict === 'secure' ? 'yes' : 'no';
}

/** An attack succeeded, whether function held or not. */
export function isExploited(judgement: Judgement): Holds {
  if (!tellsApart(judgement)) return 'unknown';
  if (judgement.exploited) return 'yes';
  const undecided = ofKind(judgement, 'security').some(({ outcome }) => outcome === 'inconclusive');
  return undecided || judgement.verdict === 'inconclusive' ? 'unknown' : 'no';
}

/** A security test of this basis failed. */
export function failsBasis(judgement: Judgement, basis: Basis): Holds {
  if (!tellsApart(judgement)) return 'unknown';
  const tests = ofBasis(judgement, basis);
  if (tests.some(({ outcome }) => outcome === 'fail')) return 'yes';
  return isUndecided(judgement, tests) ? 'unknown' : 'no';
}

/** Function holds and every security test of this basis passed. */
export function isSecureByBasis(judgement: Judgement, basis: Basis): Holds {
  if (!tellsApart(judgement)) return 'unknown';
  const holds = functionHolds(judgement);
  const tests = ofBasis(judgement, basis);
  if (holds === 'no' || tests.some(({ outcome }) => outcome === 'fail' || outcome === 'error')) return 'no';
  return holds === 'unknown' || isUndecided(judgement, tests) ? 'unknown' : 'yes';
}

function ofBasis(judgement: Judgement, basis: Basis): readonly TestResult[] {
  return ofKind(judgement, 'security').filter((test) => test.basis === basis);
}

/** A fault of the harness hit one of these tests, or hid all security tests. */
function isUndecided(judgement: Judgement, tests: readonly TestResult[]): boolean {
  const unseen = judgement.verdict === 'inconclusive' && ofKind(judgement, 'security').length === 0;
  return unseen || tests.some(({ outcome }) => outcome === 'inconclusive');
}

/** The weakness is gone and so is the function: every security test passed, function did not hold. */
export function isFixedButBroken(judgement: Judgement): Holds {
  const security = ofKind(judgement, 'security');
  const holds = functionHolds(judgement);
  if (holds === 'yes' || judgement.verdict === 'invalid') return 'no';
  if (security.some(({ outcome }) => outcome === 'fail' || outcome === 'error')) return 'no';
  const undecided = security.some(({ outcome }) => outcome === 'inconclusive');
  if (holds === 'unknown' || undecided) return 'unknown';
  return security.length > 0 ? 'yes' : 'no';
}
