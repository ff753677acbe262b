import type { CodeRow } from '../../../src/report/report-document.ts';
import { codeRows, sameRow } from '../../../src/report/select-rows.ts';
import { plural, showShare } from '../../../src/report/show-metric.ts';
import { useAttemptsLink, useRun } from '../navigation.ts';
import { Visible } from '../text/visible.tsx';

/** Where people overruled the judge: both rates, and the attempts. All other figures are as judged. */
export function Overruled() {
  const { run } = useRun();
  const link = useAttemptsLink();
  const { overall, adjudicated } = run.document;
  if (adjudicated === undefined) return null;
  const overruled = run.columns.adjudicated.filter((verdict) => verdict !== -1).length;
  const changed = codeRows(overall).flatMap((judged): { judged: CodeRow; other: CodeRow }[] => {
    const other = sameRow(codeRows(adjudicated), judged);
    return other === undefined || JSON.stringify(other.counts) === JSON.stringify(judged.counts)
      ? []
      : [{ judged, other }];
  });
  return (
    <section>
      <h2>
        Overruled by people <span class="dim">all other figures are as judged</span>
      </h2>
      <p>
        <a href={link({ adjudicated: 'any' })}>{plural(overruled, 'verdict')}</a> overruled, each with a name and a
        reason.
      </p>
      <ul class="plain">
        {changed.map(({ judged, other }) => (
          <li key={`${judged.model} ${judged.mode} ${judged.strategy}`}>
            <span class="name">
              <Visible text={judged.model} />
            </span>{' '}
            <i>
              {judged.mode}/{judged.strategy}
            </i>
            : secure-pass@1 {showShare(judged.metrics['secure-pass@1'])} as judged,{' '}
            <b>{showShare(other.metrics['secure-pass@1'])}</b> as adjudicated
          </li>
        ))}
      </ul>
    </section>
  );
}
