import { useState } from 'preact/hooks';
import type { CutText } from '../../../src/report/page/page-data.ts';
import { showCount } from '../../../src/report/show-metric.ts';
import { Visible } from './visible.tsx';

/** UTF-16 units drawn at once: laying out a line of millions takes a browser seconds. */
const shownAtOnce = 65_536;

/** A text of any length, as it came; more of it on request. */
export function LongText({ text: { text, cut = 0 } }: { readonly text: CutText }) {
  const [shown, setShown] = useState(shownAtOnce);
  const rest = text.length - shown;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <pre tabIndex={0}>
      <Visible text={rest > 0 ? text.slice(0, shown) : text} />
      {rest > 0 && (
        <button type="button" class="more" onClick={() => setShown(shown + 8 * shownAtOnce)}>
          {showCount(rest)} more characters: show
        </button>
      )}
      {rest <= 0 && cut > 0 && <span class="left-out">… {showCount(cut)} more characters are in the run's folder</span>}
    </pre>
  );
}
