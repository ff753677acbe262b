import type { Verdict, VerdictScope } from '../core/verdict.ts';
import type { CodeRow } from './report-document.ts';

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

/** What a verdict of this scope is called beside others: `static-only`. Undefined where function and security are told apart. */
export const scopeLabels: Readonly<Record<VerdictScope, string | undefined>> = {
  full: undefined,
  joint: 'joint',
  function: 'function only',
  static: 'static-only',
};

/** The scopes that occur in these rows, each with its rows and the names of their rates. */
export function narrowGroups<Row extends Pick<CodeRow, 'scope' | 'metrics'>>(rows: readonly Row[]) {
  return narrowScopes.flatMap((narrow) => {
    const own = rows.filter(({ scope }) => scope === narrow.scope);
    const rates = Object.keys(own[0]?.metrics ?? {}).filter((name) => name.startsWith(`${narrow.rate}@`));
    return own.length === 0 ? [] : [{ narrow, own, rates }];
  });
}

/** Verdicts of a narrow scope, best first. */
export const narrowVerdicts: readonly Verdict[] = ['pass', 'fail', 'invalid', 'inconclusive'];
