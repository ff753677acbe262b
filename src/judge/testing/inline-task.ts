import assert from 'node:assert/strict';
import { type Language, type Task, type TaskLimits, taskDefinitionSchema } from '../../core/task.ts';
import type { Judgement, TestResult } from '../../core/verdict.ts';

/** What a test says of its task; the rest is the least that makes one. */
export interface InlineTask {
  readonly functional?: string;
  readonly security?: string;
  readonly fixtures?: string;
  readonly companion?: string;
  readonly entryPoints?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly limits?: Partial<TaskLimits>;
}

export const language: Language = 'python';
const anyFunction = 'def test_it_is_there(solution):\n    pass\n';
const anySecurity = 'def test_nothing_is_attacked(solution):\n    pass\n';

/** A task in the memory of a test. Without tests of a kind it gets one that any candidate passes. */
export function inlineTask(parts: InlineTask): Task {
  const definition = taskDefinitionSchema.parse({
    id: 'CWE-001/inline',
    title: 'A task of a test',
    cwe: 'CWE-1',
    labels: ['CWE-1'],
    severity: 'low',
    fit: 'strong',
    family: 'inline',
    'entry-points': parts.entryPoints ?? ['answer'],
    env: parts.env ?? {},
    limits: parts.limits ?? {},
    languages: [language],
  });
  const tests = {
    functional: parts.functional ?? anyFunction,
    security: parts.security ?? anySecurity,
    fixtures: parts.fixtures ?? '',
    companion: parts.companion ?? '',
  };
  const prose = { problem: '', aware: '', steps: '', explanation: '' };
  return { definition, folder: '/nowhere', ...prose, tests, variants: [] };
}

/** Python source without the indentation that it has between the lines of a test; backslashes are Python's. */
export function python(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const lines = String.raw(strings, ...values).split('\n');
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const depth = Math.min(...depths);
  return `${lines
    .map((line) => line.slice(depth))
    .join('\n')
    .trim()}\n`;
}

/** `name: outcome: evidence` of each test that did not pass: empty when all did. */
export function notPassed(judgement: Judgement): string[] {
  if (judgement.tests.length === 0) return [`no test was run: ${judgement.verdict}: ${judgement.detail}`];
  return judgement.tests
    .filter((test) => test.outcome !== 'pass')
    .map((test) => `${test.name}: ${test.outcome}: ${test.evidence?.message ?? ''}`);
}

/** The result of one test by its name, which must be there. */
export function resultOf(judgement: Judgement, name: string): TestResult {
  const found = judgement.tests.find((test) => test.name === name);
  if (found) return found;
  const names = judgement.tests.map((test) => test.name).join(', ');
  return assert.fail(`no test ${name} in: ${names} (${judgement.verdict}: ${judgement.detail})`);
}

/** `outcome: first line of the evidence` of one test. */
export function told(judgement: Judgement, name: string): string {
  const { outcome, evidence } = resultOf(judgement, name);
  return evidence === undefined ? outcome : `${outcome}: ${evidence.message}`;
}
