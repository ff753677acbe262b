import type { CutText } from '../../../src/report/page/page-data.ts';
import { codeLines, type Span } from './code-lines.ts';
import { LongText } from './long-text.tsx';
import { Visible } from './visible.tsx';

/** Beyond this, numbers and colours would cost more than they help. */
const decoratedLines = 3000;
const decoratedCharacters = 65_536;

/** Source with numbered lines and colours; plain where it is too long for them. */
export function CodeBlock({ code }: { readonly code: CutText }) {
  const lines = code.text.length > decoratedCharacters ? [] : codeLines(code.text);
  if (lines.length === 0 || lines.length > decoratedLines || code.cut !== undefined) return <LongText text={code} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <pre tabIndex={0} class="code">
      <code>
        {lines.map((line, index) => (
          <span class="code-line" key={index}>
            <Spans line={line} />
            {'\n'}
          </span>
        ))}
      </code>
    </pre>
  );
}

export function Spans({ line }: { readonly line: readonly Span[] }) {
  return (
    <>
      {line.map(({ kind, text }) =>
        kind === undefined ? (
          <Visible text={text} />
        ) : (
          <i class={kind}>
            <Visible text={text} />
          </i>
        ),
      )}
    </>
  );
}
