import type { ComponentChildren } from 'preact';

interface ScrollBoxProps {
  readonly label: string;
  readonly className?: string;
  readonly children: ComponentChildren;
}

/** What may be wider than the window scrolls in a box of its own. */
export function ScrollBox({ label, className = '', children }: ScrollBoxProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section class={`scroll ${className}`} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
