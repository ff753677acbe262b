import type { AttemptReport, ReportDocument } from '../report-document.ts';
import { outcomeOf } from './attempt-section.ts';
import { escapeHtml, escapeVisibly } from './escape.ts';

const signs: Readonly<Record<string, string>> = {
  secure: '✓',
  vulnerable: '✗',
  broken: '~',
  invalid: '∅',
  inconclusive: '?',
  right: '✓',
  wrong: '✗',
  open: '·',
};
const worstFirst = ['vulnerable', 'wrong', 'broken', 'invalid', 'inconclusive', 'open', 'secure', 'right'];

/** Tasks down, strategies across; each cell leads to the attempts behind it. */
export function taskGrid(document: ReportDocument): string {
  const columns = new Map<string, { readonly name: string; readonly model: string }>();
  const cells = new Map<string, AttemptReport[]>();
  for (const attempt of document.attempts) {
    const { model, mode, strategy, shown, task } = attempt.key;
    const part = mode === 'classify' && strategy.startsWith('detect') ? ` (${shown ?? ''})` : '';
    const column = JSON.stringify([model, mode, strategy, part]);
    columns.set(column, { name: `${mode}/${strategy}${part}`, model });
    const place = `${task} ${column}`;
    cells.set(place, [...(cells.get(place) ?? []), attempt]);
  }
  const models = [...new Set([...columns.values()].map(({ model }) => model))];
  const spans = models.map((model) => {
    const span = [...columns.values()].filter((column) => column.model === model).length;
    return `<th scope="colgroup" colspan="${span}" class="model">${escapeVisibly(model)}</th>`;
  });
  const heads = [...columns.values()]
    .map(({ name }) => `<th scope="col"><span>${escapeHtml(name)}</span></th>`)
    .join('');
  const rows = document.perTask.map(({ task, title }) => {
    const row = [...columns.keys()].map((column) => gridCell(cells.get(`${task} ${column}`) ?? [])).join('');
    return `<tr><th scope="row" title="${escapeHtml(title)}">${escapeHtml(task)}</th>${row}</tr>`;
  });
  return `<section><h2>Tasks and strategies</h2><div class="scroll"><table class="grid"><thead>${models.length > 1 ? `<tr><td></td>${spans.join('')}</tr>` : ''}<tr><th scope="col">task</th>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table></div>
<p class="dim legend">${['secure', 'vulnerable', 'broken', 'invalid', 'inconclusive', 'open'].map((name) => `<span class="key ${name}">${signs[name]}</span> ${name}`).join(' &nbsp; ')}</p></section>`;
}

function gridCell(attempts: readonly AttemptReport[]): string {
  const outcomes = attempts.map(outcomeOf);
  const outcome = worstFirst.find((name) => outcomes.includes(name));
  const target = attempts.find((attempt) => outcomeOf(attempt) === outcome);
  if (outcome === undefined || target === undefined) return '<td></td>';
  const good = outcomes.filter((name) => name === 'secure' || name === 'right').length;
  const text = attempts.length === 1 ? signs[outcome] : `${good}/${attempts.length}`;
  return `<td><a class="key ${outcome}" href="#a-${target.id}" title="${outcome}: ${escapeHtml(target.key.task)}">${text}</a></td>`;
}
