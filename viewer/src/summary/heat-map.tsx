import { useMemo, useState } from 'preact/hooks';
import { signs } from '../../../src/report/page/outcome.ts';
import { plural } from '../../../src/report/show-metric.ts';
import type { Filter } from '../data/filter.ts';
import { countAll, countGood, countsInOrder, type OutcomeCounts } from '../data/outcome-counts.ts';
import { useAttemptsLink, useRun } from '../navigation.ts';
import { ScrollBox } from '../scroll-box.tsx';
import { Visible } from '../text/visible.tsx';
import { type Grouping, groupings, type HeatCells, heatCells } from './heat-cells.ts';
import { Switch } from './switch.tsx';
import { type Weakness, weaknessesOf } from './weaknesses.ts';

const groupingNames: Readonly<Record<Grouping, string>> = {
  both: 'model and strategy',
  model: 'model',
  strategy: 'strategy',
};

/** Weaknesses and their tasks down, models and strategies across; each cell leads to the attempts behind it. */
export function HeatMap({ options }: { readonly options: Filter }) {
  const { run } = useRun();
  const grouping = groupings.find((name) => name === options['heat']) ?? 'both';
  const cells = useMemo(() => heatCells(run, grouping), [run, grouping]);
  const weaknesses = useMemo(() => weaknessesOf(run), [run]);
  if (run.count === 0) return null;
  const { columns } = cells;
  const models = [...new Set(columns.map(({ model }) => model))];
  return (
    <section>
      <h2>
        By weakness <span class="dim">secure or right answers among all; a cell leads to its attempts</span>
      </h2>
      <Switch
        name="heat"
        label="Columns"
        options={options}
        value={grouping}
        choices={groupings.map((name) => [name, groupingNames[name]])}
      />
      <ScrollBox label="By weakness" className="tall">
        <table class="grid" aria-label="By weakness">
          <thead>
            {grouping === 'both' && (
              <tr>
                <td />
                {models.map((model) => (
                  <th
                    key={model}
                    scope="colgroup"
                    class="first"
                    colSpan={columns.filter((column) => column.model === model).length}
                  >
                    <Visible text={model} />
                  </th>
                ))}
              </tr>
            )}
            <tr>
              <th scope="col">weakness, task</th>
              {columns.map(({ model, way }, index) => (
                <th key={`${model} ${way}`} scope="col" class={edge(cells, index)}>
                  <span>{way === '' ? <Visible text={model} /> : <Way way={way} />}</span>
                </th>
              ))}
            </tr>
          </thead>
          {weaknesses.map((weakness) => (
            <WeaknessRows key={weakness.cwe} weakness={weakness} cells={cells} />
          ))}
        </table>
      </ScrollBox>
      <Legend />
    </section>
  );
}

function Way({ way }: { readonly way: string }) {
  const [mode = '', strategy = ''] = way.split('/', 2);
  return (
    <>
      <small>{mode}</small> <Visible text={strategy} />
    </>
  );
}

function edge({ columns }: HeatCells, index: number): string {
  return columns[index]?.model === columns[index - 1]?.model ? '' : 'first';
}

interface WeaknessRowsProps {
  readonly weakness: Weakness;
  readonly cells: HeatCells;
}

/** The weakness, with its tasks below it where it has several; with one task, the two share a row. */
function WeaknessRows({ weakness, cells }: WeaknessRowsProps) {
  const { cwe, name, tasks } = weakness;
  const foldable = tasks.length > 1;
  const [open, setOpen] = useState(!weakness.folded);
  const only = foldable ? undefined : tasks[0];
  const weak = tasks.every(({ fit }) => fit === 'weak');
  return (
    <tbody>
      <tr class="of-cwe">
        <th scope="row">
          {weakness.folded && foldable && (
            <button type="button" class="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
              <span class="unheard">{tasks.length} tasks of</span>
            </button>
          )}
          <b>{cwe}</b>{' '}
          <span class="dim">
            <Visible text={name} />
            {weak && ' outside the headline'}
            {!open && ` ${plural(tasks.length, 'task')}`}
          </span>
          {only !== undefined && (
            <div class="task-name">
              <Visible text={only.title} />
            </div>
          )}
        </th>
        <Cells cells={cells} tasks={tasks.map(({ place }) => place)} filter={{ cwe }} />
      </tr>
      {foldable &&
        open &&
        tasks.map(({ task, title, place }) => (
          <tr class="of-task" key={task}>
            <th scope="row">
              <Visible text={title} />
            </th>
            <Cells cells={cells} tasks={[place]} filter={{ task }} />
          </tr>
        ))}
    </tbody>
  );
}

interface CellsProps {
  readonly cells: HeatCells;
  readonly tasks: readonly number[];
  readonly filter: Filter;
}

function Cells({ cells, tasks, filter }: CellsProps) {
  const link = useAttemptsLink();
  return (
    <>
      {cells.columns.map((column, index) => {
        const counts = cells.count(index, tasks);
        const { model, way } = column;
        return (
          <td key={`${model} ${way}`} class={edge(cells, index)}>
            {countAll(counts) > 0 && (
              <Cell
                counts={counts}
                href={link({ ...filter, ...column.filter })}
                name={`${Object.values(filter).join(' ')}, ${[model, way].filter(Boolean).join(', ')}`}
              />
            )}
          </td>
        );
      })}
    </>
  );
}

interface CellProps {
  readonly counts: OutcomeCounts;
  readonly href: string;
  readonly name: string;
}

/** A single attempt shows its outcome; several show the share of good ones. */
function Cell({ counts, href, name }: CellProps) {
  const [all, good] = [countAll(counts), countGood(counts)];
  const words = countsInOrder(counts)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ');
  const only = all === 1 ? countsInOrder(counts)[0]?.[0] : undefined;
  const share = good / all;
  return (
    <a
      class={only !== undefined ? `cell one ${only}` : `cell ${share < 0.5 ? 'low' : 'high'}`}
      style={{ '--share': `${Math.round(share < 0.5 ? share * 200 : (share - 0.5) * 200)}%` }}
      href={href}
      title={words}
      aria-label={`${name}: ${words}`}
    >
      {only !== undefined ? signs[only] : `${good}/${all}`}
    </a>
  );
}

function Legend() {
  const outcomes = ['secure', 'vulnerable', 'broken', 'invalid', 'inconclusive', 'open'] as const;
  return (
    <ul class="key legend">
      {outcomes.map((name) => (
        <li key={name}>
          <span class={`swatch ${name}`} />
          {signs[name]} {name}
        </li>
      ))}
      <li class="ramp">
        none <span aria-hidden="true" /> all
      </li>
    </ul>
  );
}
