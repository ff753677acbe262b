import type { Exchange } from '../../core/exchange.ts';
import type { TestResult } from '../../core/verdict.ts';
import type { AttemptReport } from '../report-document.ts';
import { cutText, escapeHtml, escapeVisibly } from './escape.ts';

/** Characters of one text that a page shows; all of it is in the run's folder. */
const shownCharacters = 64_000;

/** Failing tests that are shown at once; an exploit seldom comes alone. */
const shownFailures = 4;

/** The long texts of an attempt, as far as the page has room for them. */
export interface AttemptTexts {
  readonly exchange?: Exchange;
  readonly code?: string;
}

/** The word that an attempt is filtered and coloured by. */
export function outcomeOf(attempt: AttemptReport): string {
  if (attempt.kind === 'judged') return attempt.verdict;
  if (attempt.kind === 'open') return 'open';
  return attempt.correct ? 'right' : 'wrong';
}

export function attemptSection(attempt: AttemptReport, texts: AttemptTexts): string {
  const { key, id } = attempt;
  const outcome = outcomeOf(attempt);
  const shown = key.shown === undefined ? '' : ` <span class="dim">shown ${escapeHtml(key.shown)}</span>`;
  const strategy = `${key.mode}/${key.strategy}`;
  return `<details class="attempt" id="a-${id}" data-outcome="${outcome}" data-model="${escapeHtml(key.model)}" data-strategy="${escapeHtml(strategy)}" data-task="${escapeHtml(key.task)}">
<summary><span class="badge ${outcome}">${outcome}</span> <span class="task">${escapeHtml(key.task)}</span> <span>${escapeHtml(strategy)}</span>${shown}
<span class="dim">sample ${key.sample} · ${escapeVisibly(key.model)}</span> <span class="why">${escapeVisibly(cutText(reasonOf(attempt), 160))}</span></summary>
${body(attempt, texts)}
</details>`;
}

function reasonOf(attempt: AttemptReport): string {
  if (attempt.kind === 'classified') return `answered ${attempt.answer ?? 'nothing that can be read'}`;
  if (attempt.kind === 'open') return [attempt.failure, attempt.detail].filter(Boolean).join(': ');
  return [attempt.reason, attempt.detail].filter(Boolean).join(': ');
}

function body(attempt: AttemptReport, texts: AttemptTexts): string {
  const parts = [`<p class="dim">Attempt ${attempt.id} <a href="#a-${attempt.id}">link</a></p>`];
  if (attempt.kind === 'judged') parts.push(testTable(attempt.tests));
  if (attempt.kind === 'classified') {
    const expected = attempt.expected.map(escapeHtml).join(' or ');
    parts.push(`<p>Expected ${expected}, answered ${escapeVisibly(attempt.answer ?? 'nothing that can be read')}.</p>`);
  }
  if (texts.code !== undefined) parts.push(block('Candidate', texts.code, true));
  if (texts.exchange !== undefined) {
    const { prompt, completion } = texts.exchange;
    parts.push(block('Answer as it came', completion.text, attempt.kind === 'classified'));
    parts.push(block('Prompt', [prompt.system, prompt.user].filter(Boolean).join('\n\n'), false));
  }
  return parts.join('\n');
}

function testTable(tests: readonly TestResult[]): string {
  if (tests.length === 0) return '<p>No test was run.</p>';
  const passed = (kind: TestResult['kind']) => {
    const all = tests.filter((test) => test.kind === kind);
    return `${all.filter((test) => test.outcome === 'pass').length} of ${all.length} ${kind}`;
  };
  const failing = tests.filter((test) => test.outcome !== 'pass');
  const rest = tests.filter((test) => test.outcome === 'pass');
  return `<p>${passed('functional')} and ${passed('security')} tests pass.</p>
${list(failing.slice(0, shownFailures))}
${fold(failing.slice(shownFailures), 'more tests that do not pass')}
${fold(rest, 'tests that pass')}`;
}

function list(tests: readonly TestResult[]): string {
  return tests.length === 0 ? '' : `<ul class="tests">${tests.map(testItem).join('')}</ul>`;
}

function fold(tests: readonly TestResult[], what: string): string {
  if (tests.length === 0) return '';
  return `<details class="text"><summary>${tests.length} ${what}</summary>${list(tests)}</details>`;
}

function testItem({ name, kind, basis, outcome, evidence, refused }: TestResult): string {
  const notes = [kind, basis === 'policy' ? 'policy' : '', refused ? 'refused by an exception' : ''].filter(Boolean);
  const payload =
    evidence?.payload === undefined
      ? ''
      : `<div>payload <code>${escapeVisibly(cutText(evidence.payload, 2000))}</code></div>`;
  const message =
    evidence === undefined || outcome === 'pass' ? '' : `<pre>${escapeVisibly(cutText(evidence.message, 4000))}</pre>`;
  return `<li><span class="badge ${outcome}">${outcome}</span> <code>${escapeVisibly(name)}</code> <span class="dim">${notes.join(', ')}</span>${outcome === 'pass' ? '' : payload}${message}</li>`;
}

function block(title: string, text: string, open: boolean): string {
  return `<details class="text"${open ? ' open' : ''}><summary>${title}</summary><pre>${escapeVisibly(cutText(text, shownCharacters))}</pre></details>`;
}
