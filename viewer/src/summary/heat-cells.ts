import { outcomes } from '../../../src/report/page/outcome.ts';
import type { Filter } from '../data/filter.ts';
import type { OutcomeCounts } from '../data/outcome-counts.ts';
import type { Outcome, Run } from '../data/run.ts';

export const groupings = ['both', 'model', 'strategy'] as const;
export type Grouping = (typeof groupings)[number];

/** A column of the heat map, and the attempts that it counts. */
export interface HeatColumn {
  readonly model: string;
  readonly way: string;
  readonly filter: Filter;
}

export interface HeatCells {
  readonly columns: readonly HeatColumn[];
  /** How often each outcome came in a column, over some tasks (by their places). */
  count(column: number, tasks: readonly number[]): OutcomeCounts;
}

/** Counts of outcomes by column and task, from the attempts: so a cell and the list that it leads to agree. */
export function heatCells(run: Run, grouping: Grouping): HeatCells {
  const { rows, row, task, outcome } = run.columns;
  const all = rows.map(({ model, mode, strategy }): HeatColumn => {
    const way = `${mode}/${strategy}`;
    if (grouping === 'model') return { model, way: '', filter: { model } };
    if (grouping === 'strategy') return { model: '', way, filter: { strategy: way } };
    return { model, way, filter: { model, strategy: way } };
  });
  const names = [...new Set(all.map((column) => JSON.stringify(column.filter)))];
  const { models } = run.document.manifest.study;
  const columns = names
    .flatMap((name) => all.find((column) => JSON.stringify(column.filter) === name) ?? [])
    .sort((a, b) => models.indexOf(a.model) - models.indexOf(b.model));
  const columnOf = all.map(({ filter }) =>
    columns.findIndex((column) => JSON.stringify(column.filter) === JSON.stringify(filter)),
  );
  const tasks = run.document.perTask.length;
  const counts = new Uint32Array(columns.length * tasks * outcomes.length);
  const at = (column: number, ofTask: number): number => (column * tasks + ofTask) * outcomes.length;
  for (let place = 0; place < run.count; place++) {
    const slot = at(columnOf[row[place] ?? 0] ?? 0, task[place] ?? 0) + (outcome[place] ?? 0);
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  return {
    columns,
    count(column, wanted) {
      const sums: Partial<Record<Outcome, number>> = {};
      for (const ofTask of wanted) {
        const start = at(column, ofTask);
        for (const [index, name] of outcomes.entries()) {
          const count = counts[start + index] ?? 0;
          if (count > 0) sums[name] = (sums[name] ?? 0) + count;
        }
      }
      return sums;
    },
  };
}
