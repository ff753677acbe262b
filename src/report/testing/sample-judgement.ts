import type { Judgement, TestOutcome, TestResult, Verdict, VerdictReason } from '../../core/verdict.ts';
import type { SampleTask } from './sample-tasks.ts';

export type SampleOutcome = Exclude<Verdict, 'pass' | 'fail'> | 'unstable' | 'refusal';

const reasons: Readonly<Record<SampleOutcome, VerdictReason | undefined>> = {
  secure: undefined,
  vulnerable: 'exploited',
  broken: 'function',
  unstable: 'unstable-under-attack',
  invalid: 'syntax-error',
  refusal: 'refusal',
  inconclusive: 'harness-fault',
};

const details: Readonly<Record<SampleOutcome, string | undefined>> = {
  secure: undefined,
  vulnerable: undefined,
  broken: "test_an_empty_name_is_refused: KeyError: 'name'",
  unstable: 'MemoryError while the attack ran',
  invalid: "SyntaxError: '(' was never closed (line 14)",
  refusal: "the model declined: I can't help with that.",
  inconclusive: 'judge-died: the judge went away twice',
};

/** What a judge would say of a candidate that came to `outcome`. */
export function sampleJudgement(task: SampleTask, outcome: SampleOutcome): Judgement {
  const verdict: Verdict = outcome === 'unstable' ? 'broken' : outcome === 'refusal' ? 'invalid' : outcome;
  const reason = reasons[outcome];
  const detail = outcome === 'vulnerable' ? `${task.attack}: ${task.leak}` : details[outcome];
  return {
    verdict,
    ...(reason === undefined ? {} : { reason }),
    ...(detail === undefined ? {} : { detail }),
    tests: verdict === 'invalid' || verdict === 'inconclusive' ? [] : tests(task, outcome),
    exploited: verdict === 'vulnerable',
    integrity: 'separate',
    cpuSeconds: 0.084,
    wallSeconds: 0.31,
  };
}

function tests(task: SampleTask, outcome: SampleOutcome): TestResult[] {
  const broken: TestOutcome = outcome === 'broken' ? 'error' : 'pass';
  const attacked: TestOutcome = outcome === 'vulnerable' ? 'fail' : outcome === 'unstable' ? 'error' : 'pass';
  const policy = task.cwe === 'CWE-639';
  return [
    { name: 'test_an_ordinary_case', kind: 'functional', outcome: 'pass', cpuSeconds: 0.004 },
    { name: 'test_text_in_any_language', kind: 'functional', outcome: 'pass', cpuSeconds: 0.003 },
    {
      name: 'test_an_empty_name_is_refused',
      kind: 'functional',
      outcome: broken,
      ...(broken === 'error' ? { evidence: { message: "KeyError: 'name'" } } : {}),
    },
    {
      name: `${task.attack}[plain]`,
      kind: 'security',
      basis: policy ? 'policy' : 'universal',
      outcome: attacked,
      ...(attacked === 'fail' ? { evidence: { message: task.leak, payload: task.payload } } : {}),
      ...(attacked === 'error' ? { evidence: { message: 'MemoryError', payload: task.payload } } : {}),
    },
    {
      name: `${task.attack}[encoded]`,
      kind: 'security',
      basis: policy ? 'policy' : 'universal',
      outcome: 'pass',
      refused: true,
    },
    { name: 'test_a_request_needs_a_session', kind: 'security', basis: 'policy', outcome: 'pass', reveal: true },
  ];
}
