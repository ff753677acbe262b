import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Visible } from './visible.tsx';

interface FoldProps {
  readonly title: string;
  readonly note?: string;
  readonly open?: boolean;
  readonly children: ComponentChildren;
}

/** A part that opens. What is in it is made when it is first open: long texts cost time. */
export function Fold({ title, note, open = false, children }: FoldProps) {
  const [met, setMet] = useState(open);
  return (
    <details class="fold" open={open} onToggle={(event) => event.currentTarget.open && setMet(true)}>
      <summary>
        {title}
        {note !== undefined && note !== '' && (
          <span class="dim">
            <Visible text={note} />
          </span>
        )}
      </summary>
      {met && children}
    </details>
  );
}
