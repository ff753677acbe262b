import { useState } from 'preact/hooks';
import type { CutText, References } from '../../../src/report/page/page-data.ts';
import { CodeBlock } from '../text/code-block.tsx';
import { DiffView } from '../text/diff-view.tsx';
import { Visible } from '../text/visible.tsx';
import { plainName } from '../text/visible-text.ts';

interface CodePanelProps {
  readonly code: CutText;
  readonly extraction: string | undefined;
  readonly references: References;
}

/** The code that was judged, alone or against one of the task's references. */
export function CodePanel({ code, extraction, references }: CodePanelProps) {
  const [against, setAgainst] = useState('');
  const reference = references[against];
  const names = Object.keys(references);
  return (
    <div class="code-panel">
      <div class="panel-head">
        <h2>Code that was judged</h2>
        {extraction !== undefined && (
          <span class="dim">
            <Visible text={extraction} />
          </span>
        )}
        {names.length > 0 && (
          <label class="against">
            compare with{' '}
            <select value={against} onChange={(event) => setAgainst(event.currentTarget.value)}>
              <option value="">nothing</option>
              {names.map((name) => (
                <option key={name} value={name}>
                  the {plainName(name)} reference
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {reference === undefined ? (
        <CodeBlock code={code} />
      ) : (
        <DiffView reference={reference} code={code.text} name={`the ${against} reference`} />
      )}
    </div>
  );
}
