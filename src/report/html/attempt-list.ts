import type { AttemptReport, ReportDocument, TaskReport } from '../report-document.ts';
import { type AttemptTexts, attemptBody } from './attempt-body.ts';
import { cutText, escapeAttribute, escapeHtml, escapeVisibly } from './escape.ts';
import { filters } from './filters.ts';
import { outcomeOf, signs } from './outcome.ts';

/** Every attempt, below its task, closed until it is asked for. */
export function attemptList(document: ReportDocument, texts: ReadonlyMap<string, AttemptTexts>): string {
  const byTask = new Map<string, AttemptReport[]>(document.perTask.map(({ task }) => [task, []]));
  for (const attempt of document.attempts) byTask.get(attempt.key.task)?.push(attempt);
  const groups = document.perTask.map((task) => {
    const sections = (byTask.get(task.task) ?? []).map((attempt) =>
      attemptSection(attempt, task, texts.get(attempt.id)),
    );
    return `<section class="group" aria-label="${escapeAttribute(task.title)}">${taskHeading(task)}${sections.join('\n')}</section>`;
  });
  const left = document.attempts.length - texts.size;
  const note =
    left === 0
      ? ''
      : `<p class="dim">${left} attempts are shown without their texts, for which the page has no room; they are in the run's folder.</p>`;
  return `<section id="attempts"><h2>Attempts <span class="dim" id="count" role="status"></span></h2>
${filters(document)}<p id="focus" hidden><span></span> <button type="button">show all</button></p>${note}
${groups.join('\n')}<p id="none" hidden>No attempt is like that.</p></section>`;
}

function taskHeading({ task, title, cwe, severity, fit }: TaskReport): string {
  const weak = fit === 'weak' ? ' · outside the headline' : '';
  return `<h3>${escapeVisibly(title)} <span class="dim">${escapeHtml(cwe)} · ${escapeVisibly(task)} · ${severity}${weak}</span></h3>`;
}

function attemptSection(attempt: AttemptReport, { cwe }: TaskReport, texts: AttemptTexts = {}): string {
  const { key, id } = attempt;
  const outcome = outcomeOf(attempt);
  const strategy = `${key.mode}/${key.strategy}`;
  const told = key.shown !== undefined && (key.mode === 'classify' || key.shown !== 'insecure');
  const shown = !told ? '' : `, shown ${escapeVisibly(key.shown ?? '')}`;
  const data = { outcome, model: key.model, strategy, task: key.task, cwe };
  const attributes = Object.entries(data).map(([name, value]) => `data-${name}="${escapeAttribute(value)}"`);
  return `<details class="attempt" id="a-${id}" ${attributes.join(' ')}>
<summary><span class="badge ${outcome}"><span aria-hidden="true">${signs[outcome]}</span> ${outcome}</span><span class="put">${escapeVisibly(strategy)}<span class="dim">${shown} #${key.sample + 1}</span></span><span class="name">${escapeVisibly(key.model)}</span><span class="why">${escapeVisibly(cutText(reasonOf(attempt), 200).replaceAll('\n', ' '))}</span></summary>
<div class="body">${attemptBody(attempt, texts)}</div>
</details>`;
}

function reasonOf(attempt: AttemptReport): string {
  if (attempt.kind === 'classified') return attempt.answer === undefined ? 'no answer' : `answered ${attempt.answer}`;
  if (attempt.kind === 'open') return [attempt.failure, attempt.detail].filter(Boolean).join(': ');
  const exploited = attempt.verdict === 'broken' && attempt.exploited ? 'and exploited' : '';
  const reason = attempt.reason === 'exploited' || attempt.reason === 'function' ? '' : attempt.reason;
  return [[reason, exploited].filter(Boolean).join(' '), attempt.detail].filter(Boolean).join(': ');
}
