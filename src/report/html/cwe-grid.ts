import type { AttemptReport, CweReport, ReportDocument, TaskReport } from '../report-document.ts';
import { shortCweName } from '../select-rows.ts';
import { escapeAttribute, escapeVisibly } from './escape.ts';
import { isGood, type Outcome, outcomeOf, signs } from './outcome.ts';
import { countsInOrder, type OutcomeCounts } from './verdict-bar.ts';

/** Which of several attempts a cell leads to, and is named after: the most telling one. */
const mostTelling = [
  ...(['vulnerable', 'fail', 'wrong', 'broken', 'invalid', 'inconclusive', 'open'] as const),
  ...(['secure', 'pass', 'right'] as const),
];

interface Column {
  readonly model: string;
  readonly mode: string;
  readonly strategy: string;
}

/** Weaknesses and their tasks down, models and strategies across; each cell leads to the attempts behind it. */
export function cweGrid(document: ReportDocument): string {
  if (document.attempts.length === 0) return '';
  const cells = indexAttempts(document.attempts);
  const columns = listColumns(document);
  const models = [...new Set(columns.map(({ model }) => model))];
  const spans = models.map((model) => {
    const span = columns.filter((column) => column.model === model).length;
    return `<th scope="colgroup" colspan="${span}" class="first">${escapeVisibly(model)}</th>`;
  });
  const heads = columns.map(
    ({ mode, strategy }, index) =>
      `<th scope="col"${edge(columns, index)}><span><small>${mode}</small> ${escapeVisibly(strategy)}</span></th>`,
  );
  const bodies = document.perCwe.map((weakness) => {
    const tasks = document.perTask.filter(({ cwe }) => cwe === weakness.cwe);
    return `<tbody>${weaknessRows(weakness, tasks, { cells, columns })}</tbody>`;
  });
  const legend = (['secure', 'vulnerable', 'broken', 'invalid', 'inconclusive', 'open'] as const).map(
    (name) => `<li><span class="swatch ${name}"></span>${signs[name]} ${name}</li>`,
  );
  return `<section><h2>By weakness <span class="dim">secure or right answers among all; a cell leads to its attempts</span></h2>
<div class="scroll" tabindex="0" role="region" aria-label="By weakness"><table class="grid">
<thead><tr><td></td>${spans.join('')}</tr><tr><th scope="col">weakness, task</th>${heads.join('')}</tr></thead>
${bodies.join('\n')}</table></div><ul class="key-list">${legend.join('')}</ul></section>`;
}

interface Grid {
  readonly cells: ReadonlyMap<string, readonly AttemptReport[]>;
  readonly columns: readonly Column[];
}

function cellName(task: string, { model, mode, strategy }: Column): string {
  return JSON.stringify([task, model, mode, strategy]);
}

function indexAttempts(attempts: readonly AttemptReport[]): Map<string, AttemptReport[]> {
  const cells = new Map<string, AttemptReport[]>();
  for (const attempt of attempts) {
    const name = cellName(attempt.key.task, attempt.key);
    const cell = cells.get(name);
    if (cell === undefined) cells.set(name, [attempt]);
    else cell.push(attempt);
  }
  return cells;
}

/** In the order of the study, which the attempts keep within a task; by model, as their heads span. */
function listColumns({ attempts, manifest }: ReportDocument): Column[] {
  const columns = new Map<string, Column>();
  for (const { key } of attempts) columns.set(cellName('', key), key);
  const { models } = manifest.study;
  return [...columns.values()].sort((a, b) => models.indexOf(a.model) - models.indexOf(b.model));
}

function edge(columns: readonly Column[], index: number): string {
  return columns[index]?.model === columns[index - 1]?.model ? '' : ' class="first"';
}

/** The weakness, with its tasks below it where it has several; with one task, the two share a row. */
function weaknessRows(weakness: CweReport, tasks: readonly TaskReport[], grid: Grid): string {
  const { cwe } = weakness;
  const weak = tasks.every(({ fit }) => fit === 'weak') ? ' <span class="dim">outside the headline</span>' : '';
  const only = tasks.length === 1 ? tasks[0] : undefined;
  const name = `<b>${escapeVisibly(cwe)}</b> <span class="dim">${escapeVisibly(shortCweName(weakness))}${weak}</span>`;
  const label = only === undefined ? name : `${name}<br>${escapeVisibly(only.title)}`;
  const ids = tasks.map(({ task }) => task);
  const own = rowOf(label, { key: 'cwe', value: cwe, tasks: ids }, grid);
  if (only !== undefined) return own;
  return (
    own +
    tasks
      .map(({ task, title }) => rowOf(escapeVisibly(title), { key: 'task', value: task, tasks: [task] }, grid))
      .join('')
  );
}

interface RowScope {
  readonly key: 'cwe' | 'task';
  readonly value: string;
  readonly tasks: readonly string[];
}

function rowOf(label: string, scope: RowScope, { cells, columns }: Grid): string {
  const row = columns.map((column, index) => {
    const attempts = scope.tasks.flatMap((task) => cells.get(cellName(task, column)) ?? []);
    return `<td${edge(columns, index)}>${cellLink(attempts, column, scope)}</td>`;
  });
  return `<tr class="of-${scope.key}"><th scope="row">${label}</th>${row.join('')}</tr>`;
}

/** The script narrows the list to what the data attributes say; without it, the link leads to one attempt. */
function cellLink(
  attempts: readonly AttemptReport[],
  { model, mode, strategy }: Column,
  { key, value }: RowScope,
): string {
  const found = attempts.map(outcomeOf);
  const chief = mostTelling.find((outcome) => found.includes(outcome));
  const target = attempts.find((attempt) => outcomeOf(attempt) === chief);
  if (chief === undefined || target === undefined) return '';
  const counts = countOutcomes(found);
  const text = found.length === 1 ? signs[chief] : `${found.filter(isGood).length}/${found.length}`;
  const words = countsInOrder(counts).map(([outcome, count]) => `${count} ${outcome}`);
  const parts = countsInOrder(counts).map(([outcome, count]) => `<i class="${outcome}" style="flex:${count}"></i>`);
  const data = [`data-${key}="${escapeAttribute(value)}"`, `data-model="${escapeAttribute(model)}"`];
  return `<a class="key ${chief}" href="#a-${target.id}" ${data.join(' ')} data-strategy="${escapeAttribute(`${mode}/${strategy}`)}" title="${words.join(', ')}" aria-label="${escapeAttribute(`${value}, ${strategy}: ${words.join(', ')}`)}"><span class="fill">${parts.join('')}</span><span class="sign">${text}</span></a>`;
}

function countOutcomes(found: readonly Outcome[]): OutcomeCounts {
  const counts: Partial<Record<Outcome, number>> = {};
  for (const outcome of found) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
