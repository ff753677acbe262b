import { type Estimand, estimands, type Interval, type Metric } from '../../../src/metrics/metric.ts';
import type { Row } from '../../../src/report/report-document.ts';
import { estimandNames } from '../../../src/report/show-metric.ts';
import type { Filter } from '../data/filter.ts';
import { Switch } from './switch.tsx';

/** What the intervals of the page are about: other tasks of the kind, unless the reader asks for these very ones. */
export function chosenEstimand(options: Filter): Estimand {
  return estimands.find((name) => name === options['intervals']) ?? 'new-tasks';
}

export function intervalOf(metric: Metric | undefined, estimand: Estimand): Interval | null {
  return (estimand === 'new-tasks' ? metric?.interval : metric?.thisSuite) ?? null;
}

interface IntervalChoiceProps {
  readonly rows: readonly Row[];
  readonly options: Filter;
}

export function IntervalChoice({ rows, options }: IntervalChoiceProps) {
  const metrics = rows.flatMap((row) => Object.values(row.metrics));
  if (!metrics.some(({ interval, thisSuite }) => (interval ?? thisSuite) !== null)) return null;
  return (
    <div class="intervals">
      <Switch
        name="intervals"
        label="95% intervals for"
        value={chosenEstimand(options)}
        choices={estimands.map((name) => [name, estimandNames[name]])}
        options={options}
      />
    </div>
  );
}
