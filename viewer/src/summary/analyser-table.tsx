import type { Metric } from '../../../src/metrics/metric.ts';
import { showCount, showInterval, showShare } from '../../../src/report/show-metric.ts';
import { useRun } from '../navigation.ts';
import { ScrollBox } from '../scroll-box.tsx';
import { Visible } from '../text/visible.tsx';

/** Static analysers as second witnesses, held against the tests. */
export function AnalyserTable() {
  const { analysers } = useRun().run.document;
  if (analysers.length === 0) return null;
  return (
    <section>
      <h2>
        Static analysers{' '}
        <span class="dim">
          findings of the task's weakness, held against what attacks showed; each attempt shows its own
        </span>
      </h2>
      <ScrollBox label="Static analysers">
        <table class="results" aria-label="Static analysers">
          <thead>
            <tr>
              <th scope="col">analyser</th>
              <th scope="col" class="number">
                candidates
              </th>
              <th scope="col" class="number chief">
                found of the vulnerable
              </th>
              <th scope="col" class="number">
                vulnerable of the flagged
              </th>
              <th scope="col" class="number">
                secure left in peace
              </th>
              <th scope="col" class="number">
                not read
              </th>
            </tr>
          </thead>
          <tbody>
            {analysers.map(({ tool, version, overall }) => (
              <tr key={tool}>
                <th scope="row">
                  <Visible text={`${tool} ${version}`} />
                </th>
                <td class="number">{showCount(overall.candidates)}</td>
                <Rate metric={overall.matched.metrics['recall']} chief />
                <Rate metric={overall.matched.metrics['precision']} />
                <Rate metric={overall.matched.metrics['specificity']} />
                <td class="number">{showCount(overall.failed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function Rate({ metric, chief = false }: { readonly metric: Metric | undefined; readonly chief?: boolean }) {
  return (
    <td class={`number ${chief ? 'chief' : ''}`} title={metric?.reason ?? undefined}>
      {showShare(metric)}
      {metric !== undefined && <small>{showInterval(metric)}</small>}
    </td>
  );
}
