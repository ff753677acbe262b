import type { Metric } from '../../../src/metrics/metric.ts';
import { catalogueEntry } from '../../../src/metrics/metric-catalogue.ts';
import type { Row } from '../../../src/report/report-document.ts';
import { estimandNames, noValue, showFigure, showShare } from '../../../src/report/show-metric.ts';
import { ScrollBox } from '../scroll-box.tsx';
import { Visible } from '../text/visible.tsx';

/** Every metric of every row, with its interval and what inconclusive attempts leave open. */
export function AllFigures({ label, rows }: { readonly label: string; readonly rows: readonly Row[] }) {
  const names = [...new Set(rows.flatMap(({ metrics }) => Object.keys(metrics)))];
  if (names.length === 0) return null;
  return (
    <section>
      <h2>
        {label} <span class="dim">with 95% intervals</span>
      </h2>
      <ScrollBox label={label}>
        <table class="figures" aria-label={label}>
          <thead>
            <tr>
              <td />
              {rows.map(({ model, mode, strategy }) => (
                <th scope="col" key={`${model} ${mode} ${strategy}`}>
                  <Visible text={`${mode}/${strategy}`} />
                  <span class="dim">
                    <Visible text={model} />
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">
                  {name}
                  <span class="dim">{catalogueEntry(name)?.about}</span>
                </th>
                {rows.map(({ model, mode, strategy, metrics }) => (
                  <td key={`${model} ${mode} ${strategy}`}>
                    {metrics[name] !== undefined && <Figure name={name} metric={metrics[name]} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function Figure({ name, metric }: { readonly name: string; readonly metric: Metric }) {
  const { value, inconclusiveRange: range, reason } = metric;
  if (value === undefined) {
    return (
      <>
        {noValue}
        <span class="dim">
          <Visible text={reason ?? ''} />
        </span>
      </>
    );
  }
  const isShare = !/^(f1|macro-f1|mcc|balanced-accuracy)$/.test(name);
  return (
    <>
      <span title={value.toFixed(4)}>{isShare ? showShare(metric) : showFigure(metric)}</span>
      {[metric.interval, metric.thisSuite].map(
        (interval) =>
          interval !== null && (
            <span class="dim" key={interval.estimand} title={interval.method}>
              {interval.lower.toFixed(2)} to {interval.upper.toFixed(2)}: {estimandNames[interval.estimand]}
            </span>
          ),
      )}
      {range !== null && range[1] - range[0] > 1e-9 && (
        <span class="dim">
          inconclusive: {range[0].toFixed(2)} to {range[1].toFixed(2)}
        </span>
      )}
    </>
  );
}
