import { useMemo } from 'preact/hooks';
import { shortCweName } from '../../../src/report/select-rows.ts';
import type { Filter } from '../data/filter.ts';
import { useAttemptsLink, useRun } from '../navigation.ts';
import { plainName } from '../text/visible-text.ts';
import { type GainRow, gainOf, gainRows, type Share, shareOf } from './gain-rows.ts';
import { Switch } from './switch.tsx';

const rowHeight = 24;
const box = { left: 250, right: 70, width: 900, top: 26 };
const allModels = 'all';

/** What a strategy gains on each weakness over another, as pairs of dots. */
export function Gains({ options }: { readonly options: Filter }) {
  const { run } = useRun();
  const { rows } = run.columns;
  const ways = [
    ...new Set(rows.filter(({ mode }) => mode !== 'classify').map(({ mode, strategy }) => `${mode}/${strategy}`)),
  ];
  const models = [...new Set(rows.map(({ model }) => model))];
  const model = models.find((name) => name === options['gain-model']);
  const baseline =
    ways.find((way) => way === options['gain-over']) ?? ways.find((way) => way.endsWith('/direct')) ?? ways[0];
  const sameMode = (way: string): boolean => way.split('/')[0] === baseline?.split('/')[0];
  const others = ways.filter((way) => way !== baseline && sameMode(way));
  const best = useMemo(
    () => bestOf(others.map((strategy) => ({ strategy, rows: pairs(strategy) }))),
    [run, model, baseline],
  );
  const strategy = others.find((way) => way === options['gain-of']) ?? best;
  const shown = useMemo(() => (strategy === undefined ? [] : pairs(strategy)), [run, model, baseline, strategy]);
  function pairs(of: string): GainRow[] {
    return baseline === undefined ? [] : gainRows(run, { baseline, strategy: of, model });
  }
  if (baseline === undefined || strategy === undefined || shown.length === 0) return null;
  const [better, worse] = [
    shown.filter((row) => gainOf(row) > 0).length,
    shown.filter((row) => gainOf(row) < 0).length,
  ];
  return (
    <figure class="chart gains" aria-label="What a strategy gains">
      <figcaption>
        <h2>
          What a strategy gains <span class="dim">secure candidates of a weakness, on the same tasks</span>
        </h2>
        <Switch name="gain-of" label="Strategy" value={strategy} choices={others.map(named)} options={options} />
        <Switch name="gain-over" label="over" value={baseline} choices={ways.map(named)} options={options} />
        <Switch
          name="gain-model"
          label="Model"
          value={model ?? allModels}
          choices={models.length < 2 ? [] : [[allModels, 'all'], ...models.map(named)]}
          options={options}
        />
        <p>
          <b>{strategy}</b> does better than <b>{baseline}</b> on {better} of {shown.length} weaknesses, worse on{' '}
          {worse}. <span class="dim">Few attempts each: a description, no proof.</span>
        </p>
      </figcaption>
      <Dots rows={shown} baseline={baseline} strategy={strategy} model={model} />
    </figure>
  );
}

interface DotsProps {
  readonly rows: readonly GainRow[];
  readonly baseline: string;
  readonly strategy: string;
  readonly model: string | undefined;
}

function Dots({ rows, baseline, strategy, model }: DotsProps) {
  const { run } = useRun();
  const link = useAttemptsLink();
  const names = new Map(run.document.perCwe.map((weakness) => [weakness.cwe, shortCweName(weakness)]));
  const x = (share: number): number => box.left + share * (box.width - box.left - box.right);
  const height = box.top + rows.length * rowHeight + 8;
  const to = (cwe: string, way: string) => link({ cwe, strategy: way, ...(model === undefined ? {} : { model }) });
  return (
    <svg viewBox={`0 0 ${box.width} ${height}`} aria-label={`${strategy} over ${baseline}, by weakness`}>
      {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
        <g key={tick} class="axes">
          <line class="grid-line" x1={x(tick)} x2={x(tick)} y1={box.top - 6} y2={height - 8} />
          <text x={x(tick)} y={14} text-anchor="middle">
            {tick * 100}%
          </text>
        </g>
      ))}
      {rows.map((row, index) => {
        const y = box.top + (index + 0.5) * rowHeight;
        const gain = gainOf(row);
        const kind = gain > 0 ? 'gain' : gain < 0 ? 'loss' : 'same';
        const told = (way: string, share: Share) => `${row.cwe}, ${way}: ${share.secure} of ${share.all} secure`;
        return (
          <g key={row.cwe} class={`pair ${kind}`}>
            <text class="pair-name" x={box.left - 14} y={y + 4} text-anchor="end">
              <tspan class="faint">{plainName(shorten(names.get(row.cwe) ?? ''))} </tspan>
              {row.cwe}
            </text>
            <line class="pair-line" x1={x(shareOf(row.before))} x2={x(shareOf(row.after))} y1={y} y2={y} />
            <a href={to(row.cwe, baseline)} aria-label={told(baseline, row.before)}>
              <title>{told(baseline, row.before)}</title>
              <circle class="before" cx={x(shareOf(row.before))} cy={y} r={5} />
            </a>
            <a href={to(row.cwe, strategy)} aria-label={told(strategy, row.after)}>
              <title>{told(strategy, row.after)}</title>
              <circle class="after" cx={x(shareOf(row.after))} cy={y} r={5} />
            </a>
            <text class="gain-value" x={box.width - box.right + 16} y={y + 4}>
              {gain === 0 ? '0' : `${gain > 0 ? '+' : '−'}${Math.round(Math.abs(gain) * 100)}`}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function named(way: string): readonly [string, string] {
  return [way, way];
}

function shorten(name: string): string {
  return name.length <= 24 ? name : `${name.slice(0, 23)}…`;
}

/** The strategy with the largest gain over all weaknesses together. */
function bestOf(
  strategies: readonly { readonly strategy: string; readonly rows: readonly GainRow[] }[],
): string | undefined {
  const mean = (rows: readonly GainRow[]): number =>
    rows.length === 0 ? Number.NEGATIVE_INFINITY : rows.reduce((sum, row) => sum + gainOf(row), 0) / rows.length;
  return [...strategies].sort((a, b) => mean(b.rows) - mean(a.rows))[0]?.strategy;
}
