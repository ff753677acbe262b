import { type Confusion, countConfusions, withoutConfusions } from './answer-table.ts';
import type { AnswerUnit } from './classified-attempt.ts';
import { familiesForInterval, tooFewFamilies } from './families.ts';
import { familyInterval } from './family-interval.ts';
import { type Interval, type Metric, type Metrics, undefinedMetric } from './metric.ts';
import { descriptive } from './publish-intervals.ts';
import { countResults, extentOf } from './unit.ts';

/** A figure computed from a whole table of answers: a precision, an F1, a correlation. */
export interface TableFigure {
  /** From `least` (0 unless told) to 1; not finite where it is undefined. */
  readonly of: (table: readonly Confusion[]) => number;
  readonly least?: number;
  /** Of a share: what it counts among what. */
  readonly counts?: (table: readonly Confusion[]) => readonly [number, number];
  readonly whenUndefined: string;
}

/** Every figure of the table of all answers, with the interval that leaving out one family at a time gives. */
export function tableMetrics(
  units: readonly AnswerUnit[],
  figures: Readonly<Record<string, TableFigure>>,
  infer: boolean,
): Metrics {
  const answered = units.filter((unit) => countResults(unit).length > 0);
  const over = extentOf(answered);
  const table = countConfusions(answered);
  const families = infer && over.families >= familiesForInterval ? leaveOneOut(answered, table) : undefined;
  const told = Object.entries(figures).map(([name, figure]): [string, Metric] => {
    const value = figure.of(table);
    if (!Number.isFinite(value)) return [name, undefinedMetric(figure.whenUndefined, over)];
    const [numerator, denominator] = figure.counts?.(table) ?? [];
    const interval = families === undefined ? null : jackknife(value, figure, families);
    const tooFew = over.families < familiesForInterval ? tooFewFamilies(over.families) : undefined;
    return [
      name,
      {
        value,
        ...(numerator === undefined || denominator === undefined ? {} : { numerator, denominator }),
        ...over,
        interval,
        thisSuite: null,
        reason:
          interval === null ? (infer ? (tooFew ?? 'without one of its families it is undefined') : descriptive) : null,
        lowerBound: interval?.lower ?? null,
        inconclusiveRange: [value, value],
      },
    ];
  });
  return Object.fromEntries(told);
}

interface LeftOut {
  readonly tables: readonly (readonly Confusion[])[];
  /** How many families of equal size they are worth. */
  readonly effective: number;
}

function leaveOneOut(units: readonly AnswerUnit[], table: readonly Confusion[]): LeftOut {
  const families = new Map<string, AnswerUnit[]>();
  for (const unit of units) {
    const family = families.get(unit.family);
    if (family === undefined) families.set(unit.family, [unit]);
    else family.push(unit);
  }
  const parts = [...families.values()].map(countConfusions);
  const sizes = parts.map((part) => part.reduce((sum, { count }) => sum + count, 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const effective = 1 / sizes.reduce((sum, size) => sum + (size / total) ** 2, 0);
  return { tables: parts.map((part) => withoutConfusions(table, part)), effective };
}

/** Efron's jackknife over families, shown as a score interval: brought to [0, 1] and back where the figure starts at -1. */
function jackknife(value: number, { of, least = 0 }: TableFigure, left: LeftOut): Interval | null {
  const range = 1 - least;
  const values = left.tables.map((table) => (of(table) - least) / range);
  if (!values.every(Number.isFinite)) return null;
  const centre = values.reduce((sum, one) => sum + one, 0) / values.length;
  const squares = values.reduce((sum, one) => sum + (one - centre) ** 2, 0);
  const variance = ((values.length - 1) / values.length) * squares;
  const { lower, upper, ...rest } = familyInterval({
    share: (value - least) / range,
    variance,
    families: left.effective,
  });
  return { ...rest, lower: least + range * lower, upper: least + range * upper };
}
