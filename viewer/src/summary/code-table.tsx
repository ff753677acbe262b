import type { Verdict } from '../../../src/core/verdict.ts';
import { catalogueEntry } from '../../../src/metrics/metric-catalogue.ts';
import { type NarrowScope, narrowVerdicts } from '../../../src/report/narrow-scopes.ts';
import type { CodeRow } from '../../../src/report/report-document.ts';
import { showCount, showInterval, showShare } from '../../../src/report/show-metric.ts';
import type { Filter } from '../data/filter.ts';
import { useAttemptsLink } from '../navigation.ts';
import { chosenEstimand, intervalOf } from './interval-choice.tsx';
import { type Column, SortableTable } from './sortable.tsx';
import { VerdictBar } from './verdict-bar.tsx';

const fullVerdicts: readonly Verdict[] = ['secure', 'vulnerable', 'broken', 'invalid', 'inconclusive'];
const titles = { generate: 'Code written', repair: 'Code repaired' } as const;

interface CodeTableProps {
  readonly mode: 'generate' | 'repair';
  readonly rows: readonly CodeRow[];
  readonly options: Filter;
  /** Where function and security are not told apart. */
  readonly narrow?: NarrowScope;
}

/** Verdicts and rates of every model and strategy of a mode whose answers are code. */
export function CodeTable({ mode, rows, options, narrow }: CodeTableProps) {
  const link = useAttemptsLink();
  const estimand = chosenEstimand(options);
  const [first] = rows;
  if (first === undefined) return null;
  const rates =
    narrow === undefined ? fullRates(rows) : narrow.rate === undefined ? [] : namesFrom(first, `${narrow.rate}@`);
  const verdicts = narrow === undefined ? fullVerdicts : narrowVerdicts;
  // A column of nothing but noughts is left out; faults of the harness are rare.
  const counted = verdicts.filter(
    (verdict) => verdict !== 'inconclusive' || rows.some((row) => row.counts.verdicts[verdict] > 0),
  );
  const of = ({ model, strategy }: CodeRow): Filter => ({
    model,
    strategy: `${mode}/${strategy}`,
    fit: 'strong',
    scope: narrow?.scope ?? 'full',
  });
  const columns: Column<CodeRow>[] = [
    {
      name: 'verdicts',
      label: 'verdicts',
      className: 'bar',
      cell: ({ counts, metrics }) => (
        <VerdictBar counts={counts.verdicts} interval={intervalOf(metrics['secure-pass@1'], estimand)} />
      ),
    },
    ...rates.map(
      (name): Column<CodeRow> => ({
        name,
        label: name,
        about: catalogueEntry(name)?.about,
        className: `number${name === 'secure-pass@1' ? ' chief' : ''}`,
        key: ({ metrics }) => metrics[name]?.value,
        cell: (row) => {
          const metric = row.metrics[name];
          const interval = metric === undefined ? '' : showInterval(metric, estimand);
          return (
            <a href={link({ ...of(row), ...behind(name) })} title={metric?.reason ?? undefined}>
              {showShare(metric)}
              {interval !== '' && <small>{interval}</small>}
            </a>
          );
        },
      }),
    ),
    ...counted.map(
      (verdict): Column<CodeRow> => ({
        name: verdict,
        label: (
          <>
            <span class={`swatch ${verdict}`} />
            {verdict}
          </>
        ),
        className: 'number',
        key: ({ counts }) => counts.verdicts[verdict],
        cell: (row) => {
          const count = row.counts.verdicts[verdict];
          if (count === 0) return <span class="none">0</span>;
          return <a href={link({ ...of(row), outcome: verdict })}>{showCount(count)}</a>;
        },
      }),
    ),
  ];
  const title = narrow?.title ?? titles[mode];
  return (
    <section>
      <h2>
        {title} <span class="dim">{narrow === undefined ? mode : `${mode}: ${narrow.about}`}</span>
      </h2>
      <SortableTable
        id={`by-${narrow?.scope ?? 'full'}-${mode}`}
        label={`${title}, ${mode}`}
        rows={rows}
        columns={columns}
        options={options}
      />
    </section>
  );
}

function fullRates(rows: readonly CodeRow[]): string[] {
  const [first] = rows;
  if (first === undefined) return [];
  const others = ['fixed-but-broken', 'kept-secure'].filter((name) => rows.some(({ metrics }) => name in metrics));
  return [...namesFrom(first, 'secure-pass@'), 'pass@1', 'exploited@1', ...others];
}

function namesFrom({ metrics }: CodeRow, start: string): string[] {
  return Object.keys(metrics).filter((name) => name.startsWith(start));
}

/** The attempts that a rate counts. */
function behind(name: string): Filter {
  if (name.startsWith('secure-pass@')) return { outcome: 'secure' };
  if (name.startsWith('joint-pass@')) return { outcome: 'pass' };
  if (name.startsWith('pass@')) return { functional: 'yes' };
  if (name.startsWith('exploited@')) return { exploited: 'yes' };
  if (name === 'fixed-but-broken') return { outcome: 'broken' };
  return {};
}
