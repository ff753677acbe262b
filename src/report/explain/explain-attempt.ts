import { cweName } from '../../core/cwe-facts.ts';
import type { Task } from '../../core/task.ts';
import type { TestResult } from '../../core/verdict.ts';
import { decidingTest, exploits } from '../failed-test.ts';
import type { JudgedReport } from '../report-document.ts';
import { type Definition, definitionsOf, definitionsUsed } from './python-definitions.ts';

/** What there is to say of one judged attempt, in the order in which it is told. */
export interface Explanation {
  readonly attempt: JudgedReport;
  readonly task: { readonly id: string; readonly title: string; readonly entryPoints: readonly string[] };
  readonly weakness: {
    readonly cwe: string;
    readonly name?: string;
    readonly uri: string;
    readonly explanation: string;
  };
  /** The test that decided, an exploit where there is one; absent where none ran or all passed. */
  readonly test?: TestResult;
  /** What the test does: its source in the suite, from the trusted side. */
  readonly testSource?: Definition;
  /** Further attacks that succeeded. */
  readonly otherExploits: readonly string[];
  /** The candidate's code that the test goes through. */
  readonly code: readonly Definition[];
}

/** Lines of the candidate that are shown. */
const mostLines = 60;

export function explainAttempt(attempt: JudgedReport, task: Task, code: string | undefined): Explanation {
  const { definition, tests } = task;
  const [exploit, ...others] = exploits(attempt);
  const test = exploit ?? decidingTest(attempt);
  const name = test?.name.replace(/\[.*$/s, '');
  const source = test?.kind === 'functional' ? tests.functional : tests.security;
  const testSource = definitionsOf(source).find((one) => one.name === name);
  const called = definition['entry-points'].filter((entry) => callsEntry(testSource, entry));
  const entries = called.length > 0 ? called : definition['entry-points'];
  const known = cweName(definition.cwe);
  return {
    attempt,
    task: { id: definition.id, title: definition.title, entryPoints: definition['entry-points'] },
    weakness: {
      cwe: definition.cwe,
      ...(known !== undefined && { name: known }),
      uri: `https://cwe.mitre.org/data/definitions/${definition.cwe.slice('CWE-'.length)}.html`,
      explanation: task.explanation.trim(),
    },
    ...(test !== undefined && { test }),
    ...(testSource !== undefined && { testSource }),
    otherExploits: others.map((other) => other.name),
    code: code === undefined ? [] : definitionsUsed(code, entries, mostLines),
  };
}

function callsEntry(test: Definition | undefined, entry: string): boolean {
  return test?.lines.some((line) => new RegExp(`\\.${entry}\\b`).test(line)) ?? false;
}

/** `test_no_name_returns_the_orders_of_others[quote]` says: no name returns the orders of others. */
export function claimOf({ name }: Pick<TestResult, 'name'>): string {
  return name
    .replace(/\[.*$/s, '')
    .replace(/^test_/, '')
    .replaceAll('_', ' ');
}
