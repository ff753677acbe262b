import type { Metric } from '../../metrics/metric.ts';
import type { Gain } from '../gains.ts';
import type { ReportDocument, Row } from '../report-document.ts';
import type { Column } from './column.ts';

export interface RateRecord {
  readonly run: string;
  /** `headline`, `weak-fit`, `as-adjudicated`, `gain` (over direct, a difference), or a weakness. */
  readonly scope: string;
  readonly row: Pick<Row, 'model' | 'mode' | 'strategy'>;
  readonly metric: string;
  readonly figure: Metric;
}

/** Every figure of a report, one entry each. */
export function rateRecords({
  manifest,
  overall,
  outsideHeadline,
  perCwe,
  adjudicated = [],
  gains,
}: ReportDocument): RateRecord[] {
  const scopes: [string, readonly Row[]][] = [
    ['headline', overall],
    ['as-adjudicated', adjudicated],
    ['weak-fit', outsideHeadline],
    ...perCwe.map(({ cwe, rows }): [string, readonly Row[]] => [cwe, rows]),
  ];
  const rates = scopes.flatMap(([scope, rows]) =>
    rows.flatMap((row) =>
      Object.entries(row.metrics).map(([metric, figure]) => ({ run: manifest.id, scope, row, metric, figure })),
    ),
  );
  const differences = gains.map((gain) => ({
    ...{ run: manifest.id, scope: 'gain', row: gain, metric: 'secure-pass@1', figure: gainFigure(gain) },
  }));
  return [...rates, ...differences];
}

/** A gain over direct as a figure in [-1, 1]. */
function gainFigure({ difference, tasks, families, inference, unrevealed }: Gain): Metric {
  const interval = inference && {
    ...({ estimand: 'new-tasks', lower: inference.interval[0], upper: inference.interval[1] } as const),
    ...{ confidence: 0.95, method: inference.test },
  };
  return {
    ...{ value: difference, tasks, families, interval: interval ?? null, thisSuite: null },
    ...{ lowerBound: interval?.lower ?? null, inconclusiveRange: null },
    reason: unrevealed
      ? 'both were judged without the tests that the strategy shows'
      : interval === undefined
        ? 'too few families for an interval'
        : null,
  };
}

export const rateColumns: readonly Column<RateRecord>[] = [
  { name: 'run', type: 'text', about: 'id of the run', value: ({ run }) => run },
  {
    name: 'scope',
    type: 'text',
    about:
      'headline, weak-fit (outside it), as-adjudicated, gain (over direct, a difference), or a weakness (descriptive)',
    value: ({ scope }) => scope,
  },
  { name: 'model', type: 'text', about: 'who answered', value: ({ row }) => row.model },
  { name: 'mode', type: 'text', about: 'generate, repair, classify', value: ({ row }) => row.mode },
  { name: 'strategy', type: 'text', about: 'how it was put', value: ({ row }) => row.strategy },
  { name: 'metric', type: 'text', about: 'secure-pass@1, f1 …', value: ({ metric }) => metric },
  { name: 'value', type: 'number', about: 'empty where it is undefined', value: ({ figure }) => figure.value },
  {
    name: 'lower',
    type: 'number',
    about: 'of the interval for new tasks like these',
    value: ({ figure }) => figure.interval?.lower,
  },
  {
    name: 'upper',
    type: 'number',
    about: 'of the interval for new tasks like these',
    value: ({ figure }) => figure.interval?.upper,
  },
  { name: 'confidence', type: 'number', about: 'of the interval', value: ({ figure }) => figure.interval?.confidence },
  { name: 'method', type: 'text', about: 'of the interval', value: ({ figure }) => figure.interval?.method },
  {
    name: 'suite_lower',
    type: 'number',
    about: 'of the interval for new samples of this suite',
    value: ({ figure }) => figure.thisSuite?.lower,
  },
  {
    name: 'suite_upper',
    type: 'number',
    about: 'of the interval for new samples of this suite',
    value: ({ figure }) => figure.thisSuite?.upper,
  },
  { name: 'numerator', type: 'number', about: 'attempts', value: ({ figure }) => figure.numerator },
  { name: 'denominator', type: 'number', about: 'attempts', value: ({ figure }) => figure.denominator },
  { name: 'tasks', type: 'number', about: 'with a value', value: ({ figure }) => figure.tasks },
  { name: 'families', type: 'number', about: 'independent units', value: ({ figure }) => figure.families },
  {
    name: 'inconclusive_low',
    type: 'number',
    about: 'the value if every inconclusive attempt had failed',
    value: ({ figure }) => figure.inconclusiveRange?.[0],
  },
  {
    name: 'inconclusive_high',
    type: 'number',
    about: 'the value if every one had passed',
    value: ({ figure }) => figure.inconclusiveRange?.[1],
  },
  {
    name: 'note',
    type: 'text',
    about: 'why there is no value or no interval',
    value: ({ figure }) => figure.reason ?? undefined,
  },
];
