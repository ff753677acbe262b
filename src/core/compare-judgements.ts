import type { Judgement, TestResult } from './verdict.ts';

/** Where two judgements of the same code part: a test, or the verdict itself. */
export interface Difference {
  /** A test's name, or `verdict`. */
  readonly what: string;
  /** `outcome: evidence` of the first, and of the other. */
  readonly first: string;
  readonly other: string;
}

/** Empty when both come to the same verdict by the same outcome of every test. Evidence may differ: it holds times and random names. */
export function compareJudgements(first: Judgement, other: Judgement): Difference[] {
  const differences: Difference[] = [];
  const [before, after] = [outcomes(first), outcomes(other)];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [one, two] = [before.get(name), after.get(name)];
    if (one?.outcome !== two?.outcome) differences.push({ what: name, first: tell(one), other: tell(two) });
  }
  if (first.verdict !== other.verdict || first.reason !== other.reason) {
    differences.push({ what: 'verdict', first: tellVerdict(first), other: tellVerdict(other) });
  }
  return differences;
}

function outcomes(judgement: Judgement): Map<string, TestResult> {
  return new Map(judgement.tests.map((test) => [test.name, test]));
}

function tell(test: TestResult | undefined): string {
  if (test === undefined) return 'not run';
  return test.evidence === undefined ? test.outcome : `${test.outcome}: ${test.evidence.message}`;
}

function tellVerdict({ verdict, reason, detail }: Judgement): string {
  return [verdict, reason, detail].filter((part) => part !== undefined).join(': ');
}
