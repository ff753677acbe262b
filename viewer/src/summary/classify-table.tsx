import { catalogueEntry } from '../../../src/metrics/metric-catalogue.ts';
import type { ClassifyRow } from '../../../src/report/report-document.ts';
import { showFigure, showInterval, showShare } from '../../../src/report/show-metric.ts';
import type { Filter } from '../data/filter.ts';
import { useAttemptsLink } from '../navigation.ts';
import { Visible } from '../text/visible.tsx';
import { chosenEstimand, intervalOf } from './interval-choice.tsx';
import { ShortcutNote } from './shortcut-note.tsx';
import { type Column, SortableTable } from './sortable.tsx';
import { VerdictBar } from './verdict-bar.tsx';

const labels: Readonly<Record<string, string>> = { f1: 'F1', 'macro-f1': 'macro F1', mcc: 'MCC' };
const figures = ['precision', 'recall', 'f1', 'macro-f1', 'mcc'];

interface ClassifyTableProps {
  readonly rows: readonly ClassifyRow[];
  readonly options: Filter;
}

/** How well weaknesses were recognised. */
export function ClassifyTable({ rows, options }: ClassifyTableProps) {
  const link = useAttemptsLink();
  const estimand = chosenEstimand(options);
  if (rows.length === 0) return null;
  const of = ({ model, strategy }: ClassifyRow): Filter => ({ model, strategy: `classify/${strategy}`, fit: 'strong' });
  const columns: Column<ClassifyRow>[] = [
    {
      name: 'answers',
      label: 'right and wrong',
      className: 'bar',
      cell: ({ counts, metrics }) => (
        <VerdictBar
          counts={{ right: counts.correct, wrong: counts.attempts - counts.correct }}
          interval={intervalOf(metrics['accuracy'], estimand)}
        />
      ),
    },
    {
      name: 'accuracy',
      label: 'accuracy',
      about: catalogueEntry('accuracy')?.about,
      className: 'number chief',
      key: ({ metrics }) => metrics['accuracy']?.value,
      cell: (row) => {
        const metric = row.metrics['accuracy'];
        return (
          <a href={link({ ...of(row), outcome: 'right' })}>
            {showShare(metric)}
            {metric !== undefined && <small>{showInterval(metric, estimand)}</small>}
          </a>
        );
      },
    },
    ...figures
      .filter((name) => rows.some(({ metrics }) => name in metrics))
      .map(
        (name): Column<ClassifyRow> => ({
          name,
          label: labels[name] ?? name,
          about: catalogueEntry(name)?.about,
          className: 'number',
          key: ({ metrics }) => metrics[name]?.value,
          cell: (row) => (name in row.metrics ? <a href={link(of(row))}>{showFigure(row.metrics[name])}</a> : null),
        }),
      ),
    {
      name: 'wrong',
      label: 'wrong',
      className: 'number',
      key: ({ counts }) => counts.attempts - counts.correct,
      cell: (row) => <a href={link({ ...of(row), outcome: 'wrong' })}>{row.counts.attempts - row.counts.correct}</a>,
    },
    {
      name: 'none',
      label: 'no answer',
      about: 'no answer could be read: counted as wrong',
      className: 'number',
      key: ({ counts }) => counts.unreadable,
      cell: (row) =>
        row.counts.unreadable === 0 ? (
          <span class="none">0</span>
        ) : (
          <a href={link({ ...of(row), answer: 'none' })}>{row.counts.unreadable}</a>
        ),
    },
    {
      name: 'unlisted',
      label: 'off the list',
      about: 'not among the answers to choose from: counted as wrong',
      className: 'number',
      key: ({ counts }) => counts.outsideList,
      cell: (row) =>
        row.counts.outsideList === 0 ? (
          <span class="none">0</span>
        ) : (
          <a href={link({ ...of(row), outcome: 'wrong' })}>{row.counts.outsideList}</a>
        ),
    },
  ];
  return (
    <section>
      <h2>
        Weaknesses recognised <span class="dim">classify</span>
      </h2>
      <SortableTable id="by-classify" label="Weaknesses recognised" rows={rows} columns={columns} options={options} />
      <Pairs rows={rows} />
      {rows.some(({ counts }) => counts.table !== null) && <ShortcutNote />}
    </section>
  );
}

/** Whether a model tells the insecure version of a piece of code from its secure one. */
function Pairs({ rows }: { readonly rows: readonly ClassifyRow[] }) {
  const told = rows.flatMap(({ model, strategy, counts }) =>
    counts.pairs === null ? [] : [{ model, strategy, ...counts.pairs }],
  );
  if (told.length === 0) return null;
  return (
    <ul class="plain">
      {told.map(({ model, strategy, bothRight, bothVulnerable, bothSecure, reversed }) => (
        <li key={`${model} ${strategy}`}>
          <span class="name">
            <Visible text={model} />
          </span>{' '}
          <i>{strategy}</i> tells the secure from the insecure version in {bothRight} of{' '}
          {bothRight + bothVulnerable + bothSecure + reversed} pairs; calls both vulnerable in {bothVulnerable}, both
          secure in {bothSecure}, and the wrong one in {reversed}.
        </li>
      ))}
    </ul>
  );
}
