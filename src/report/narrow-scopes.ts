import type { Verdict, VerdictScope } from '../core/verdict.ts';

/** A scope that does not tell function from security, and so has verdicts and a rate of its own. */
export interface NarrowScope {
  readonly scope: Exclude<VerdictScope, 'full'>;
  readonly title: string;
  /** One sentence: why its figures stand apart. */
  readonly about: string;
  /** Its rate, without `@k`; undefined where analysers alone speak. */
  readonly rate: string | undefined;
}

export const narrowScopes: readonly NarrowScope[] = [
  {
    scope: 'joint',
    title: 'Joint outcomes',
    about: 'one foreign test decides function and security together, so that a failure is either: no secure-pass rate',
    rate: 'joint-pass',
  },
  { scope: 'function', title: 'Function only', about: 'these tasks have no security tests', rate: 'pass' },
  {
    scope: 'static',
    title: 'Static only',
    about: 'these tasks have no tests: what analysers say of the text, of which nothing was run',
    rate: undefined,
  },
];

/** Verdicts of a narrow scope, best first. */
export const narrowVerdicts: readonly Verdict[] = ['pass', 'fail', 'invalid', 'inconclusive'];
