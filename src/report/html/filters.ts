import type { AttemptReport, ReportDocument } from '../report-document.ts';
import { escapeAttribute, escapeHtml } from './escape.ts';
import { outcomeOf, outcomes } from './outcome.ts';

/** Narrows the list of attempts; the page's script reads these. */
export function filters({ attempts, perTask }: ReportDocument): string {
  const values = (pick: (attempt: AttemptReport) => string) =>
    [...new Set(attempts.map(pick))].map((value) => [value, value] as const);
  const found = new Set(attempts.map(outcomeOf));
  const choices = [
    select(
      'outcome',
      'any outcome',
      outcomes.filter((name) => found.has(name)).map((name) => [name, name]),
    ),
    select(
      'strategy',
      'any strategy',
      values(({ key }) => `${key.mode}/${key.strategy}`),
    ),
    select(
      'task',
      'any task',
      perTask.map(({ task, cwe, title }) => [task, `${cwe} ${title}`]),
    ),
    select(
      'model',
      'any model',
      values(({ key }) => key.model),
    ),
  ];
  return `<div class="filters" role="search" aria-label="Attempts"><input id="f-text" type="search" placeholder="Search code, prompts, evidence" aria-label="Search in code, prompts and evidence">
${choices.join('\n')}</div>`;
}

function select(name: string, label: string, options: readonly (readonly [string, string])[]): string {
  const items = options.map(
    ([value, text]) => `<option value="${escapeAttribute(value)}">${escapeHtml(text)}</option>`,
  );
  return `<select id="f-${name}" aria-label="${label}"><option value="">${label}</option>${items.join('')}</select>`;
}
