import type { CodeRow } from '../../../src/report/report-document.ts';
import { plural, showCost, showCount, showShare } from '../../../src/report/show-metric.ts';
import { countsInOrder } from '../data/outcome-counts.ts';
import { useAttemptsLink, useRun } from '../navigation.ts';
import { Visible } from '../text/visible.tsx';
import { extremes, headline, sumVerdicts } from './headline.ts';
import { VerdictBar } from './verdict-bar.tsx';

/** The headline in words, and what one must know of the run before reading on. */
export function PageHead() {
  const { run } = useRun();
  const link = useAttemptsLink();
  const { manifest, totals, perTask, overall } = run.document;
  const counts = sumVerdicts(overall);
  const found = countsInOrder(counts);
  const facts = [
    `suite ${manifest.suite.name} ${manifest.suite.version}`,
    plural(perTask.length, 'task'),
    `${showCount(totals.judged)} of ${plural(totals.attempts, 'attempt')} judged`,
    `sandbox ${manifest.sandbox.tier}`,
    showCost(totals.costUsd, totals.unknownCosts),
  ];
  return (
    <header class="page-head">
      <h1>{headline(overall, totals.judged)}</h1>
      {found.length > 0 && (
        <>
          <VerdictBar counts={counts} large />
          <ul class="key">
            {found.map(([outcome, count]) => (
              <li key={outcome}>
                <a href={link({ outcome, fit: 'strong' })}>
                  <span class={`swatch ${outcome}`} />
                  <b>{showCount(count)}</b> {outcome}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      {extremes(overall).map(({ mode, best, weakest }) => (
        <p key={mode} class="extremes">
          <b>{mode}</b>: best <Named row={best} />, weakest <Named row={weakest} />.
        </p>
      ))}
      <p class="facts">
        <Visible text={facts.join(' · ')} />
      </p>
    </header>
  );
}

function Named({ row }: { readonly row: CodeRow }) {
  const link = useAttemptsLink();
  const { model, mode, strategy } = row;
  const several = useRun().run.document.manifest.study.models.length > 1;
  return (
    <>
      {several && (
        <span class="name">
          <Visible text={model} />
        </span>
      )}{' '}
      with <i>{strategy}</i> (
      <a href={link({ model, strategy: `${mode}/${strategy}`, outcome: 'secure', fit: 'strong' })}>
        {showShare(row.metrics['secure-pass@1'])} secure
      </a>
      )
    </>
  );
}

export function Notes() {
  const { notes } = useRun().run.data;
  if (notes.length === 0) return null;
  return (
    <aside class="notes" aria-labelledby="notes-title">
      <h2 id="notes-title">Read this first</h2>
      <ul>
        {notes.map((note) => (
          <li key={note}>
            <Visible text={note} />
          </li>
        ))}
      </ul>
    </aside>
  );
}
