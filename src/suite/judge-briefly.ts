import type { Judge, Submission } from '../core/judge.ts';
import type { Judgement } from '../core/verdict.ts';

/** Judges code of one task. */
export type Submit = (what: Pick<Submission, 'code' | 'only' | 'untilDecided' | 'measure'>) => Promise<Judgement>;

export function submitTo(judge: Judge, rest: Pick<Submission, 'task' | 'seed' | 'signal'>): Submit {
  return (what) => judge.judge({ ...rest, ...what, language: 'python' });
}

/** The names of a task's cases, as judgements in full list them. */
export interface CaseNames {
  readonly functional: readonly string[];
  readonly security: readonly string[];
}

export function caseNames(judgements: readonly Judgement[]): CaseNames {
  const tests = judgements.flatMap((judgement) => judgement.tests);
  const of = (kind: string) => [...new Set(tests.filter((test) => test.kind === kind).map(({ name }) => name))];
  return { functional: of('functional'), security: of('security') };
}

/**
 * Is it not secure? All functional cases and one attack of each test say so of nearly all that are not. Only when they
 * do not are all attacks run, up to the one that decides: `secure` is always the outcome of them all.
 */
export async function judgeMutant(code: string, cases: CaseNames, submit: Submit): Promise<Judgement> {
  const only = [...cases.functional, ...firstOfEachTest(cases.security)];
  const brief = await submit({ code, only, untilDecided: true });
  return isNotSecure(brief) ? brief : submit({ code, untilDecided: true });
}

/**
 * Shows an insecure variant vulnerable, with its functional tests and the attacks that have exploited none before it,
 * which are taken from `idle` when they do; in full when that shows nothing.
 */
export async function judgeExploited(
  code: string,
  { cases, idle }: { readonly cases: CaseNames; readonly idle: Set<string> },
  submit: Submit,
): Promise<Judgement> {
  const brief =
    idle.size === 0
      ? await submit({ code, untilDecided: true })
      : await submit({ code, only: [...cases.functional, ...idle] });
  const judgement = brief.verdict === 'vulnerable' ? brief : await submit({ code });
  for (const name of exploitsOf(judgement)) idle.delete(name);
  return judgement;
}

/** The attacks that demonstrably worked. */
export function exploitsOf({ tests }: Judgement): string[] {
  return tests.filter(({ kind, outcome }) => kind === 'security' && outcome === 'fail').map(({ name }) => name);
}

function isNotSecure({ verdict }: Judgement): boolean {
  return verdict === 'broken' || verdict === 'vulnerable' || verdict === 'invalid';
}

/** `test_x[one]`, `test_x[two]`, `test_y` become `test_x[one]`, `test_y`. */
function firstOfEachTest(names: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const name of names) {
    const test = name.split('[')[0] ?? name;
    if (!first.has(test)) first.set(test, name);
  }
  return [...first.values()];
}
