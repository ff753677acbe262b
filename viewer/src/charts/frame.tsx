import type { ComponentChildren } from 'preact';

/** A square from 0 to 1 both ways, in the units of its drawing. */
export interface PlotBox {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function xOf(box: PlotBox, share: number): number {
  return box.left + share * (box.width - box.left - box.right);
}

export function yOf(box: PlotBox, share: number): number {
  return box.height - box.bottom - share * (box.height - box.top - box.bottom);
}

const ticks = [0, 0.25, 0.5, 0.75, 1];

/** Axes from 0 to 100% with their names. */
export function Axes({ box, x, y }: { readonly box: PlotBox; readonly x: string; readonly y: string }) {
  const [left, right, top, bottom] = [xOf(box, 0), xOf(box, 1), yOf(box, 1), yOf(box, 0)];
  return (
    <g class="axes">
      {ticks.map((tick) => (
        <g key={tick}>
          <line class="grid-line" x1={xOf(box, tick)} x2={xOf(box, tick)} y1={top} y2={bottom} />
          <line class="grid-line" x1={left} x2={right} y1={yOf(box, tick)} y2={yOf(box, tick)} />
          <text x={xOf(box, tick)} y={bottom + 17} text-anchor="middle">
            {tick * 100}%
          </text>
          <text x={left - 8} y={yOf(box, tick) + 4} text-anchor="end">
            {tick * 100}%
          </text>
        </g>
      ))}
      <text class="axis-name" x={(left + right) / 2} y={bottom + 38} text-anchor="middle">
        {x}
      </text>
      <text class="axis-name" x={left - 8} y={top - 12} text-anchor="start">
        {y}
      </text>
    </g>
  );
}

/** Colours and shapes of several series, told apart by both. */
export const shapes = ['circle', 'square', 'diamond', 'triangle', 'ring', 'cross'] as const;

interface MarkProps {
  readonly x: number;
  readonly y: number;
  readonly series: number;
  readonly size?: number;
}

export function Mark({ x, y, series, size = 5.5 }: MarkProps) {
  const className = `mark series-${(series % shapes.length) + 1}`;
  switch (shapes[series % shapes.length]) {
    case 'square':
      return <rect class={className} x={x - size} y={y - size} width={2 * size} height={2 * size} />;
    case 'diamond':
      return (
        <path
          class={className}
          d={`M${x} ${y - size * 1.35}l${size * 1.35} ${size * 1.35}l${-size * 1.35} ${size * 1.35}l${-size * 1.35} ${-size * 1.35}z`}
        />
      );
    case 'triangle':
      return <path class={className} d={`M${x} ${y - size * 1.2}l${size * 1.25} ${size * 2.1}h${-size * 2.5}z`} />;
    case 'ring':
      return <circle class={`${className} hollow`} cx={x} cy={y} r={size} />;
    case 'cross':
      return (
        <path
          class={`${className} hollow`}
          d={`M${x - size} ${y - size}l${2 * size} ${2 * size}m0 ${-2 * size}l${-2 * size} ${2 * size}`}
        />
      );
    default:
      return <circle class={className} cx={x} cy={y} r={size} />;
  }
}

/** Which series is which. */
export function SeriesKey({ names }: { readonly names: readonly ComponentChildren[] }) {
  return (
    <ul class="key series-key">
      {names.map((name, series) => (
        <li key={series}>
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <title>series</title>
            <Mark x={8} y={8} series={series} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
