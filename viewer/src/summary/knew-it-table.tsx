import type { Metric } from '../../../src/metrics/metric.ts';
import { showInterval, showShare } from '../../../src/report/show-metric.ts';
import { useAttemptsLink, useRun } from '../navigation.ts';
import { ScrollBox } from '../scroll-box.tsx';
import { Visible } from '../text/visible.tsx';

/** What models recognise beside what they write. */
export function KnewItTable() {
  const { run } = useRun();
  const link = useAttemptsLink();
  const rows = run.document.acrossModes.filter(
    ({ knew, didNotKnow }) => (knew.value ?? didNotKnow.value) !== undefined,
  );
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>
        Knew it, wrote it anyway{' '}
        <span class="dim">the chance that an attack succeeds, in tasks whose weakness the model recognises or not</span>
      </h2>
      <ScrollBox label="Knew it, wrote it anyway">
        <table class="results" aria-label="Knew it, wrote it anyway">
          <thead>
            <tr>
              <th scope="col">model</th>
              <th scope="col">writing</th>
              <th scope="col">recognising</th>
              <th scope="col" class="number chief">
                knew it, and exploited
              </th>
              <th scope="col" class="number">
                did not know it, and exploited
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ model, writing, recognising, knew, didNotKnow }) => {
              const href = link({ model, strategy: `generate/${writing}`, exploited: 'yes', fit: 'strong' });
              return (
                <tr key={`${model} ${writing} ${recognising}`}>
                  <th scope="row">
                    <Visible text={model} />
                  </th>
                  <td>{writing}</td>
                  <td>{recognising}</td>
                  <td class="number chief">
                    <Chance metric={knew} href={href} />
                  </td>
                  <td class="number">
                    <Chance metric={didNotKnow} href={href} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function Chance({ metric, href }: { readonly metric: Metric; readonly href: string }) {
  return (
    <a href={href} title={metric.reason ?? undefined}>
      {showShare(metric)}
      <small>{showInterval(metric)}</small>
    </a>
  );
}
