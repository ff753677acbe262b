import type { Estimand } from '../../../src/metrics/metric.ts';
import type { CodeRow } from '../../../src/report/report-document.ts';
import { showShare } from '../../../src/report/show-metric.ts';
import { Axes, Mark, type PlotBox, SeriesKey, xOf, yOf } from '../charts/frame.tsx';
import { placeLabels } from '../charts/place-labels.ts';
import { useAttemptsLink } from '../navigation.ts';
import { Visible } from '../text/visible.tsx';
import { plainName } from '../text/visible-text.ts';
import { intervalOf } from './interval-choice.tsx';

const box: PlotBox = { width: 640, height: 480, left: 52, top: 30, right: 20, bottom: 50 };

interface Point {
  readonly row: CodeRow;
  readonly x: number;
  readonly y: number;
  readonly series: number;
}

/** Function against function and security together: how far below the diagonal a point lies is what attacks cost it. */
export function Scatter({ rows, estimand }: { readonly rows: readonly CodeRow[]; readonly estimand: Estimand }) {
  const link = useAttemptsLink();
  const models = [...new Set(rows.map(({ model }) => model))];
  const points = rows.flatMap((row): Point[] => {
    const [functional, secure] = [row.metrics['pass@1']?.value, row.metrics['secure-pass@1']?.value];
    if (functional === undefined || secure === undefined) return [];
    return [{ row, x: xOf(box, functional), y: yOf(box, secure), series: models.indexOf(row.model) }];
  });
  if (points.length < 2) return null;
  const labels = placeLabels(
    points.map(({ row, x, y }) => ({ x, y, text: labelOf(row) })),
    box.width,
  );
  return (
    <figure class="chart scatter" aria-label="Function and security">
      <figcaption>
        <h2>Function and security</h2>
        <p class="dim">
          Every candidate that works and withstands attack also works, so no point lies above the line; the distance
          below it is what attacks break.
        </p>
      </figcaption>
      <svg
        viewBox={`0 0 ${box.width} ${box.height}`}
        aria-label="Function against security, a point for each model and strategy"
      >
        <Axes box={box} x="works (pass@1)" y="works and withstands attack (secure-pass@1)" />
        <line class="diagonal" x1={xOf(box, 0)} y1={yOf(box, 0)} x2={xOf(box, 1)} y2={yOf(box, 1)} />
        {points.map(({ row, x, y, series }, index) => (
          <a
            key={index}
            href={link({ model: row.model, strategy: `${row.mode}/${row.strategy}`, fit: 'strong', scope: 'full' })}
            aria-label={plainName(tell(row))}
          >
            <title>{plainName(tell(row))}</title>
            <Whiskers point={{ row, x, y, series }} estimand={estimand} />
            <Mark x={x} y={y} series={series} />
            {labels[index] !== undefined && (
              <text class="label" x={labels[index].x} y={labels[index].y} text-anchor={labels[index].anchor}>
                {plainName(labels[index].text)}
              </text>
            )}
          </a>
        ))}
      </svg>
      <SeriesKey names={models.map((model) => <Visible text={model} />)} />
    </figure>
  );
}

function Whiskers({ point, estimand }: { readonly point: Point; readonly estimand: Estimand }) {
  const { row, x, y, series } = point;
  const [functional, secure] = ['pass@1', 'secure-pass@1'].map((name) => intervalOf(row.metrics[name], estimand));
  const className = `whiskers series-${(series % 6) + 1}`;
  return (
    <g class={className}>
      {functional && <line x1={xOf(box, functional.lower)} x2={xOf(box, functional.upper)} y1={y} y2={y} />}
      {secure && <line x1={x} x2={x} y1={yOf(box, secure.lower)} y2={yOf(box, secure.upper)} />}
    </g>
  );
}

function labelOf({ mode, strategy }: CodeRow): string {
  return mode === 'generate' ? strategy : `${mode}: ${strategy}`;
}

function tell(row: CodeRow): string {
  const { model, mode, strategy, metrics } = row;
  return `${model}, ${mode}/${strategy}: ${showShare(metrics['pass@1'])} work, ${showShare(metrics['secure-pass@1'])} work and withstand attack`;
}
