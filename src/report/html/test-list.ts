import type { TestResult } from '../../core/verdict.ts';
import { cutText, escapeVisibly } from './escape.ts';

/** Failing tests that are shown at once; an exploit seldom comes alone. */
const shownFailures = 4;

/** The tests of a candidate: those that did not pass with their evidence, the others folded. */
export function testList(tests: readonly TestResult[]): string {
  if (tests.length === 0) return '';
  const failing = tests.filter(({ outcome }) => outcome !== 'pass');
  const passing = tests.filter(({ outcome }) => outcome === 'pass');
  return `<p>${tally(tests, 'functional')}, ${tally(tests, 'security')}.</p>
${failing.slice(0, shownFailures).map(evidence).join('')}
${fold(failing.slice(shownFailures).map(evidence), 'more that do not pass')}
${fold(passing.map(passed), 'that pass')}`;
}

function tally(tests: readonly TestResult[], kind: TestResult['kind']): string {
  const own = tests.filter((test) => test.kind === kind);
  return `${own.filter(({ outcome }) => outcome === 'pass').length} of ${own.length} ${kind} tests pass`;
}

function fold(items: readonly string[], what: string): string {
  if (items.length === 0) return '';
  const tests = items.length === 1 ? 'test' : 'tests';
  return `<details class="text"><summary>${items.length} ${tests} ${what}</summary>${items.join('')}</details>`;
}

function evidence({ name, kind, basis, outcome, evidence: seen }: TestResult): string {
  const payload =
    seen?.payload === undefined
      ? ''
      : `<dt>payload</dt><dd><code>${escapeVisibly(cutText(seen.payload, 4000))}</code></dd>`;
  const message =
    seen === undefined ? '' : `<dt>seen</dt><dd><code>${escapeVisibly(cutText(seen.message, 4000))}</code></dd>`;
  return `<div class="evidence ${outcome}"><p><span class="badge ${outcome}">${outcome}</span> <code>${escapeVisibly(name)}</code> <span class="dim">${kind}${basis === undefined ? '' : `, ${basis}`}</span></p><dl>${payload}${message}</dl></div>`;
}

function passed({ name, kind, basis, refused }: TestResult): string {
  const notes = [kind, basis, refused === true ? 'refused by an exception' : undefined].filter(Boolean);
  return `<p class="passed"><span class="badge pass">pass</span> <code>${escapeVisibly(name)}</code> <span class="dim">${notes.join(', ')}</span></p>`;
}
