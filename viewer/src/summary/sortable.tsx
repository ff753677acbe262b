import type { ComponentChildren } from 'preact';
import type { Filter } from '../data/filter.ts';
import { navigate, useRun } from '../navigation.ts';
import { ScrollBox } from '../scroll-box.tsx';
import { Visible } from '../text/visible.tsx';

/** A column of figures: how it is headed, sorted and shown. */
export interface Column<Row> {
  readonly name: string;
  readonly label: ComponentChildren;
  /** What it says, on hover and for screen readers. */
  readonly about?: string | undefined;
  readonly className?: string;
  /** What it sorts by; undefined comes last. Absent where it does not sort. */
  readonly key?: (row: Row) => number | undefined;
  readonly cell: (row: Row) => ComponentChildren;
}

interface NamedRow {
  readonly model: string;
  readonly strategy: string;
}

interface SortableTableProps<Row> {
  /** Names the table in the address. */
  readonly id: string;
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly options: Filter;
}

/** A table by model; sorted by a column, it ranks the rows of all models together. */
export function SortableTable<Row extends NamedRow>({ id, label, rows, columns, options }: SortableTableProps<Row>) {
  const { run } = useRun();
  const asked = options[id];
  const up = asked?.startsWith('-') === true;
  const by = columns.find(({ name, key }) => key !== undefined && name === asked?.replace(/^-/, ''));
  const sorted = by?.key === undefined ? undefined : sortRows(rows, by.key, up);
  const sortBy = (name: string): void => {
    const next = asked === name ? `-${name}` : asked === `-${name}` ? '' : name;
    navigate({ page: 'summary', run: run.name, options: { ...options, [id]: next } }, { replace: true });
  };
  const line = (row: Row, named: boolean) => (
    <tr key={`${row.model} ${row.strategy}`}>
      <th scope="row">
        <Visible text={row.strategy} />
        {named && (
          <span class="dim">
            <Visible text={row.model} />
          </span>
        )}
      </th>
      {columns.map(({ name, className, cell }) => (
        <td key={name} class={className}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
  const models = [...new Set(rows.map(({ model }) => model))];
  return (
    <ScrollBox label={label}>
      <table class="results" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">strategy</th>
            {columns.map(({ name, label: head, about, className, key }) => (
              <th
                key={name}
                scope="col"
                class={className}
                aria-sort={by?.name === name ? (up ? 'ascending' : 'descending') : undefined}
              >
                {key === undefined ? (
                  head
                ) : (
                  <button type="button" class="sorter" title={about} onClick={() => sortBy(name)}>
                    {head}
                    <span aria-hidden="true" class="arrow">
                      {by?.name === name ? (up ? '↑' : '↓') : ''}
                    </span>
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        {sorted !== undefined ? (
          <tbody>{sorted.map((row) => line(row, models.length > 1))}</tbody>
        ) : (
          models.map((model) => (
            <tbody key={model}>
              <tr class="model">
                <th scope="rowgroup" colSpan={columns.length + 1}>
                  <Visible text={model} />
                </th>
              </tr>
              {rows.filter((row) => row.model === model).map((row) => line(row, false))}
            </tbody>
          ))
        )}
      </table>
    </ScrollBox>
  );
}

/** The largest first, or the smallest; rows without a figure last. */
function sortRows<Row>(rows: readonly Row[], key: (row: Row) => number | undefined, up: boolean): Row[] {
  return [...rows].sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    return up ? left - right : right - left;
  });
}
