import type { AttemptAnalysis } from '../../../src/report/analyser-report.ts';
import { Fold } from '../text/fold.tsx';
import { Visible } from '../text/visible.tsx';

const words: Readonly<Record<AttemptAnalysis['says'], string>> = {
  weakness: "finds the task's weakness",
  other: 'finds something else',
  nothing: 'finds nothing',
  failed: 'could not read the code',
};

/** What static analysers said of the code, beside what its tests showed. */
export function Analyses({ analyses }: { readonly analyses: readonly AttemptAnalysis[] }) {
  return (
    <Fold title="Static analysers" open>
      <ul class="passed">
        {analyses.map(({ tool, says, reason, findings }) => (
          <li key={tool}>
            <b>
              <Visible text={tool} />
            </b>{' '}
            {words[says]}
            {reason !== undefined && (
              <>
                : <Visible text={reason} />
              </>
            )}
            {findings.map(({ rule, line, message }) => (
              <div key={`${rule} ${line}`} class="dim">
                line {line}: <Visible text={`${rule} ${message}`} />
              </div>
            ))}
          </li>
        ))}
      </ul>
    </Fold>
  );
}
