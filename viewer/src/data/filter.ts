import { outcomes } from '../../../src/report/page/outcome.ts';
import type { Run } from './run.ts';

/** What narrows a list of attempts, as it stands in the address. */
export type Filter = Readonly<Partial<Record<string, string>>>;

type Test = (place: number) => boolean;

/** Places of the attempts that fit, in the report's order. `deep` fit by their long texts. */
export function filterAttempts(run: Run, filter: Filter, deep?: ReadonlySet<number>): Uint32Array {
  const tests = [...facetTests(run, filter), ...wordTests(run, filter['q'] ?? '', deep)];
  const found = new Uint32Array(run.count).map((_, place) => place);
  let count = found.length;
  // One test after the other over what is left: a loop with one function in it runs several times faster.
  for (const test of tests) {
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const place = found[at] ?? 0;
      if (test(place)) found[kept++] = place;
    }
    count = kept;
  }
  return found.subarray(0, count);
}

/** A test by a table over the few values that a column has, not over the many attempts. */
function byTable<Value>(column: readonly number[], values: readonly Value[], fits: (value: Value) => boolean): Test {
  const table = Uint8Array.from(values, (value) => Number(fits(value)));
  return (place) => table[column[place] ?? -1] === 1;
}

function facetTests(run: Run, filter: Filter): Test[] {
  const { columns, document } = run;
  const tests: Test[] = [];
  const has = (name: string): string | undefined => filter[name] || undefined;
  const [model, mode, strategy] = [has('model'), has('mode'), has('strategy')];
  if (model ?? mode ?? strategy) {
    tests.push(
      byTable(
        columns.row,
        columns.rows,
        (row) =>
          (model === undefined || row.model === model) &&
          (mode === undefined || row.mode === mode) &&
          (strategy === undefined || `${row.mode}/${row.strategy}` === strategy || row.strategy === strategy),
      ),
    );
  }
  for (const name of ['cwe', 'task', 'severity', 'fit'] as const) {
    const wanted = has(name);
    if (wanted !== undefined) tests.push(byTable(columns.task, document.perTask, (task) => task[name] === wanted));
  }
  const wantedOutcomes = has('outcome')?.split(',');
  if (wantedOutcomes) tests.push(byTable(columns.outcome, outcomes, (outcome) => wantedOutcomes.includes(outcome)));
  for (const name of ['scope', 'adjudicated', 'reason', 'expected', 'answer', 'shown'] as const) {
    const wanted = has(name);
    if (wanted === undefined) continue;
    if (wanted === 'any') {
      tests.push((place) => columns[name][place] !== -1);
      continue;
    }
    const number = wanted === 'none' ? -1 : columns.strings.indexOf(wanted);
    // What is nowhere in the run fits nothing; -1 would fit what has none.
    const absent = number === -1 && wanted !== 'none';
    tests.push((place) => !absent && columns[name][place] === number);
  }
  for (const name of ['functional', 'exploited'] as const) {
    const wanted = has(name);
    if (wanted !== undefined) tests.push((place) => columns[name][place] === (wanted === 'yes' ? 1 : 0));
  }
  return tests;
}

/** Every word must occur in the names, the reason or the answer of an attempt, or the whole in its long texts. */
function wordTests(run: Run, query: string, deep: ReadonlySet<number> | undefined): Test[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const { columns, document } = run;
  const holds = (word: string) => (text: string) => text.toLowerCase().includes(word);
  const byWord = words.map((word): Test => {
    const inRow = byTable(columns.row, columns.rows, ({ model, mode, strategy }) =>
      holds(word)(`${model} ${mode}/${strategy}`),
    );
    const inTask = byTable(columns.task, document.perTask, ({ task, title, cwe }) =>
      holds(word)(`${task} ${title} ${cwe}`),
    );
    const inOutcome = byTable(columns.outcome, outcomes, holds(word));
    const table = Uint8Array.from(columns.strings, (text) => Number(holds(word)(text)));
    const inStrings: Test = (place) =>
      table[columns.detail[place] ?? -1] === 1 ||
      table[columns.reason[place] ?? -1] === 1 ||
      table[columns.answer[place] ?? -1] === 1;
    const inNames: Test = (place) => inRow(place) || inTask(place) || inOutcome(place) || inStrings(place);
    // Most words are no beginning of an id: then a hundred thousand ids need not be cut out.
    return /^[0-9a-f]{1,16}$/.test(word) ? (place) => inNames(place) || run.idOf(place).startsWith(word) : inNames;
  });
  return [(place) => deep?.has(place) === true || byWord.every((test) => test(place))];
}
