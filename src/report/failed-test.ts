import type { TestResult } from '../core/verdict.ts';
import type { JudgedReport } from './report-document.ts';

/** The test that decided against an attempt: of a vulnerable one the first exploit, of a broken one the first lost function. */
export function decidingTest({ verdict, tests }: JudgedReport): TestResult | undefined {
  const [functional, security] = [tests.filter(isFunctional), tests.filter((test) => !isFunctional(test))];
  if (verdict === 'vulnerable') return security.find(failed);
  if (verdict === 'broken') return functional.find(failedOrErred) ?? security.find(failedOrErred);
  return tests.find(({ outcome }) => outcome !== 'pass');
}

/** Security tests that failed: demonstrated exploits, whether function held or not. */
export function exploits({ tests }: JudgedReport): TestResult[] {
  return tests.filter((test) => !isFunctional(test) && failed(test));
}

function isFunctional({ kind }: TestResult): boolean {
  return kind === 'functional';
}

function failed({ outcome }: TestResult): boolean {
  return outcome === 'fail';
}

function failedOrErred({ outcome }: TestResult): boolean {
  return outcome === 'fail' || outcome === 'error';
}
