import { useMemo } from 'preact/hooks';
import { Spans } from './code-block.tsx';
import { codeLines } from './code-lines.ts';
import { compareLines, type DiffLine } from './diff-lines.ts';
import { plainName } from './visible-text.ts';

interface DiffViewProps {
  readonly reference: string;
  readonly code: string;
  readonly name: string;
}

const words: Readonly<Record<DiffLine['sign'], string>> = { '+': 'only here', '-': 'only in the reference', ' ': '' };

/** The reference against the candidate: what only the one has, and what only the other. */
export function DiffView({ reference, code, name }: DiffViewProps) {
  const lines = useMemo(() => compareLines(reference, code), [reference, code]);
  if (lines === undefined) return <p class="quiet">The two have too little in common for a comparison.</p>;
  const count = (sign: DiffLine['sign']): number => lines.filter((line) => line.sign === sign).length;
  return (
    <>
      <p class="dim">
        <span class="diff-key removed">
          − {count('-')} only in {plainName(name)}
        </span>{' '}
        <span class="diff-key added">+ {count('+')} only in this code</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} class="code diff">
        <code>
          {lines.map(({ sign, text }, index) => (
            <span class={`code-line ${{ '+': 'added', '-': 'removed', ' ': '' }[sign]}`} key={index}>
              <span class="sign" aria-hidden="true">
                {sign === '-' ? '−' : sign}
              </span>
              {words[sign] !== '' && <span class="unheard">{words[sign]}: </span>}
              <Spans line={codeLines(text)[0] ?? []} />
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
    </>
  );
}
