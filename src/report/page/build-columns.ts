import type { AttemptReport } from '../report-document.ts';
import { outcomeOf, outcomes } from './outcome.ts';
import type { AttemptColumns, RowKey } from './page-data.ts';

/** Characters of a detail that a list has room for; the attempt's own page shows all of it. */
const listedDetail = 200;

/** Gives each value that is met a number, from 0. */
class Numbered<Value> {
  readonly values: Value[] = [];
  readonly #places = new Map<string, number>();

  of(name: string, value: Value): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.values.length);
    return this.values.push(value) - 1;
  }
}

/** The attempts column by column; `tasks` in the order that the column `task` counts by. */
export function buildColumns(attempts: readonly AttemptReport[], tasks: readonly string[]): AttemptColumns {
  const rows = new Numbered<RowKey>();
  const strings = new Numbered<string>();
  const taskPlaces = new Map(tasks.map((task, place) => [task, place]));
  const text = (value: string | undefined): number => (value === undefined ? -1 : strings.of(value, value));
  const column = <Value>(tell: (attempt: AttemptReport) => Value): Value[] => attempts.map(tell);
  const number = (value: number | undefined): number | null => value ?? null;
  return {
    count: attempts.length,
    ids: attempts.map(({ id }) => id).join(''),
    row: column(({ key: { model, mode, strategy } }) =>
      rows.of(JSON.stringify([model, mode, strategy]), { model, mode, strategy }),
    ),
    task: column(({ key }) => taskPlaces.get(key.task) ?? -1),
    outcome: column((attempt) => outcomes.indexOf(outcomeOf(attempt))),
    sample: column(({ key }) => key.sample),
    exploited: column((attempt) => Number(attempt.kind === 'judged' && attempt.exploited)),
    functional: column((attempt) => Number(functionHolds(attempt))),
    scope: column((attempt) => text(attempt.kind === 'judged' ? (attempt.scope ?? 'full') : 'full')),
    adjudicated: column((attempt) => text(attempt.kind === 'judged' ? attempt.adjudication?.verdict : undefined)),
    shown: column(({ key }) => text(key.shown)),
    reason: column((attempt) => text(reasonOf(attempt))),
    detail: column((attempt) => text(detailOf(attempt))),
    expected: column((attempt) => text(attempt.kind === 'classified' ? attempt.expected.join(' or ') : undefined)),
    answer: column((attempt) => text(attempt.kind === 'classified' ? attempt.answer : undefined)),
    costUsd: column(({ costUsd }) => number(costUsd)),
    latencyMs: column(({ latencyMs }) => number(latencyMs)),
    cpuMs: column((attempt) => (attempt.kind === 'judged' ? Math.round(attempt.cpuSeconds * 1000) : null)),
    inputTokens: column(({ usage }) => number(usage?.inputTokens)),
    outputTokens: column(({ usage }) => number(usage?.outputTokens)),
    rows: rows.values,
    strings: strings.values,
  };
}

function functionHolds(attempt: AttemptReport): boolean {
  if (attempt.kind !== 'judged') return false;
  const functional = attempt.tests.filter(({ kind }) => kind === 'functional');
  if (functional.length === 0) return attempt.verdict === 'secure' || attempt.verdict === 'vulnerable';
  return functional.every(({ outcome }) => outcome === 'pass');
}

function reasonOf(attempt: AttemptReport): string | undefined {
  if (attempt.kind === 'judged') return attempt.reason;
  return attempt.kind === 'open' ? attempt.failure : undefined;
}

function detailOf(attempt: AttemptReport): string | undefined {
  if (attempt.kind === 'classified' || attempt.detail === undefined) return undefined;
  const line = attempt.detail.replaceAll(/\s+/g, ' ');
  return [...line.slice(0, 2 * listedDetail)].slice(0, listedDetail).join('');
}
