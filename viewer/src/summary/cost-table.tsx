import { useMemo } from 'preact/hooks';
import { noValue, showCount } from '../../../src/report/show-metric.ts';
import type { Filter } from '../data/filter.ts';
import { useAttemptsLink, useRun } from '../navigation.ts';
import { type Column, SortableTable } from './sortable.tsx';
import { type Spending, spendings } from './spending.ts';

const dollars = (value: number): string => `$${value.toFixed(value >= 10 ? 2 : 4)}`;
const seconds = (value: number): string => `${(value / 1000).toFixed(2)} s`;

/** Cost and time of every model and strategy. */
export function CostTable({ options }: { readonly options: Filter }) {
  const { run } = useRun();
  const link = useAttemptsLink();
  const rows = useMemo(() => spendings(run), [run]);
  if (rows.length === 0) return null;
  const column = (
    name: keyof Spending & string,
    label: string,
    about: string,
    show: (value: number) => string,
  ): Column<Spending> => ({
    name,
    label,
    about,
    className: 'number',
    key: (row) => asNumber(row[name]),
    cell: (row) => {
      const value = asNumber(row[name]);
      if (value === undefined) return <span class="none">{noValue}</span>;
      return <a href={link({ model: row.model, strategy: row.strategy })}>{show(value)}</a>;
    },
  });
  const columns = [
    column('attempts', 'attempts', 'of every fit', showCount),
    column('inputTokens', 'tokens in', 'as the provider counted them', showCount),
    column('outputTokens', 'tokens out', 'as the provider counted them', showCount),
    column('costUsd', 'cost', 'of all completions with a known price, when they were made', dollars),
    column('costPerGood', 'per good answer', 'cost for each secure or right answer', dollars),
    column('unpriced', 'no price', 'completions whose price is not known: the cost is more', showCount),
    column('medianLatencyMs', 'answered in', 'median time to an answer', seconds),
    column('medianCpuMs', 'judged in', "median CPU time of a candidate's tests", seconds),
  ].filter(({ key }) => rows.some((row) => key?.(row) !== undefined));
  return (
    <section>
      <h2>Cost and time</h2>
      <SortableTable id="by-cost" label="Cost and time" rows={rows} columns={columns} options={options} />
    </section>
  );
}

function asNumber(value: number | string | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
