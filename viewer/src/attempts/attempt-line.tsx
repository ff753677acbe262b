import type { Run } from '../data/run.ts';
import { Visible } from '../text/visible.tsx';
import { Badge } from './badge.tsx';

interface AttemptLineProps {
  readonly run: Run;
  readonly place: number;
  readonly index: number;
  readonly all: number;
  /** Pixels from the top of the list. */
  readonly top: number;
  readonly focusable: boolean;
  readonly href: string;
}

export function AttemptLine({ run, place, index, all, top, focusable, href }: AttemptLineProps) {
  const task = run.taskOf(place);
  return (
    <li aria-setsize={all} aria-posinset={index + 1} style={{ top: `${top}px` }}>
      <a class="line" href={href} data-line={index} tabIndex={focusable ? 0 : -1}>
        <Badge outcome={run.outcomeOf(place)} />
        <span class="of">
          <span class="cwe">{task?.cwe}</span> <Visible text={task?.title ?? ''} />
        </span>
        <span class="put">
          <Visible text={run.putAs(place)} /> <span class="dim">#{(run.columns.sample[place] ?? 0) + 1}</span>
        </span>
        <span class="model">
          <Visible text={run.rowOf(place).model} />
        </span>
        <span class="why">
          <Visible text={run.whyOf(place)} />
        </span>
      </a>
    </li>
  );
}
