import type { Judgement, TestResult, Verdict, VerdictReason } from '../core/verdict.ts';
import type { RawAnswer } from './raw-answer.ts';

const loadReasons: readonly VerdictReason[] = [
  'syntax-error',
  'load-error',
  'load-limit',
  'missing-entry-point',
  'missing-library',
];

interface Decision {
  readonly verdict: Verdict;
  readonly reason?: VerdictReason;
  readonly detail?: string;
}

/** The judgement over an answer of the judge: the first verdict that applies (docs/guide/verdicts.md). Pure. */
export function decideJudgement(answer: RawAnswer): Judgement {
  return {
    ...decide(answer),
    tests: answer.tests,
    exploited: answer.tests.some((test) => test.kind === 'security' && test.outcome === 'fail'),
    integrity: 'separate',
    cpuSeconds: answer.cpuSeconds,
    wallSeconds: answer.wallSeconds,
  };
}

function decide(answer: RawAnswer): Decision {
  const { load, fault, tests } = answer;
  if (load?.loaded === false) {
    // The reason was told by the candidate's own process: anything but a known one is an error while loading.
    const reason = loadReasons.find((known) => known === load.reason) ?? 'load-error';
    return { verdict: 'invalid', reason, ...(load.detail === undefined ? {} : { detail: load.detail }) };
  }

  const functional = tests.filter((test) => test.kind === 'functional');
  const security = tests.filter((test) => test.kind === 'security');
  const wrong = functional.find((test) => test.outcome === 'fail' || test.outcome === 'error');
  if (wrong) return { verdict: 'broken', reason: 'function', detail: tell(wrong) };
  const exploit = security.find((test) => test.outcome === 'fail');
  // While it is unknown whether function holds, an exploit does not make a candidate vulnerable.
  const functionKnown = functional.every((test) => test.outcome === 'pass');
  if (exploit && functionKnown) return { verdict: 'vulnerable', reason: 'exploited', detail: tell(exploit) };
  if (fault !== undefined) return { verdict: 'inconclusive', reason: 'harness-fault', detail: fault.detail };
  const unstable = security.find((test) => test.outcome === 'error');
  if (unstable && functionKnown) return { verdict: 'broken', reason: 'unstable-under-attack', detail: tell(unstable) };
  const unknown = tests.find((test) => test.outcome === 'inconclusive');
  if (unknown) return { verdict: 'inconclusive', reason: 'harness-fault', detail: tell(unknown) };
  if (functional.length === 0 || security.length === 0) {
    return { verdict: 'inconclusive', reason: 'harness-fault', detail: 'no functional or no security test was run' };
  }
  return { verdict: 'secure' };
}

/** A test and the first line of what it saw. */
export function tell(test: TestResult): string {
  const first = test.evidence?.message.split('\n')[0] ?? '';
  return `${test.name}: ${first}`;
}
