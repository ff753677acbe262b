import type { Gain } from '../../../src/report/gains.ts';
import { pValueText } from '../../../src/report/p-value-text.ts';
import { percent } from '../../../src/report/show-metric.ts';
import { useRun } from '../navigation.ts';
import { ScrollBox } from '../scroll-box.tsx';
import { Visible } from '../text/visible.tsx';

/** What each strategy gains over direct, the greatest gain first, with an interval where there are families enough. */
export function GainsTable() {
  const { gains } = useRun().run.document;
  if (gains.length === 0) return null;
  return (
    <section>
      <h2>
        Gains over direct{' '}
        <span class="dim">
          in {gains[0]?.metric}, in percentage points, on the tasks that both did; 95% intervals for new tasks like
          these
        </span>
      </h2>
      <ScrollBox label="Gains over direct">
        <table class="results" aria-label="Gains over direct">
          <thead>
            <tr>
              <th scope="col">strategy</th>
              <th scope="col">model</th>
              <th scope="col" class="number chief">
                gain
              </th>
              <th scope="col" class="number">
                direct
              </th>
              <th scope="col" class="number">
                with it
              </th>
              <th scope="col" class="number">
                better / worse in tasks
              </th>
              <th scope="col" class="number" title="adjusted by Holm over this table">
                p
              </th>
            </tr>
          </thead>
          <tbody>
            {gains.map((gain) => (
              <Row key={`${gain.model} ${gain.mode} ${gain.strategy}`} gain={gain} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {gains.some(({ unrevealed }) => unrevealed) && (
        <p class="dim">*: both were judged without the tests that the strategy shows.</p>
      )}
    </section>
  );
}

function Row({ gain }: { readonly gain: Gain }) {
  const { model, mode, strategy, unrevealed, difference, first, second, better, worse, tasks } = gain;
  const { inference, adjusted } = gain;
  return (
    <tr>
      <th scope="row">
        <Visible text={`${mode}/${strategy}${unrevealed ? '*' : ''}`} />
      </th>
      <td>
        <Visible text={model} />
      </td>
      <td class="number chief">
        {points(difference)}
        {inference !== undefined && <small>{inference.interval.map(points).join(' to ')}</small>}
      </td>
      <td class="number">{percent(first)}</td>
      <td class="number">{percent(second)}</td>
      <td class="number">
        {better} / {worse} of {tasks}
      </td>
      <td class="number">{adjusted === undefined ? '–' : pValueText(adjusted)}</td>
    </tr>
  );
}

/** Percentage points. */
function points(value: number): string {
  const rounded = Math.abs(100 * value).toFixed(1);
  return rounded === '0.0' ? '0' : `${value > 0 ? '+' : '−'}${rounded}`;
}
