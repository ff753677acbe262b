import type { Interval } from '../../../src/metrics/metric.ts';
import { countsInOrder, type OutcomeCounts } from '../data/outcome-counts.ts';

interface VerdictBarProps {
  readonly counts: OutcomeCounts;
  /** Of the share of the first outcome, drawn as a line below on the same scale. */
  readonly interval?: Interval | null | undefined;
  readonly large?: boolean;
}

/** A bar of the share of each outcome, with its count where it has room; in words for a screen reader. */
export function VerdictBar({ counts, interval, large = false }: VerdictBarProps) {
  const found = countsInOrder(counts);
  const all = found.reduce((sum, [, count]) => sum + count, 0);
  const words = found.map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  return (
    <span class={`bars ${large ? 'large' : ''}`} role="img" aria-label={words || 'nothing yet'}>
      <span class="parts">
        {found.map(([outcome, count]) => (
          <span key={outcome} class={`part ${outcome}`} style={{ flexGrow: count }} title={`${count} ${outcome}`}>
            {count / all >= 0.045 && count}
          </span>
        ))}
      </span>
      {interval && (
        <span
          class="whisker"
          title={`95% interval: ${(interval.lower * 100).toFixed(0)} to ${(interval.upper * 100).toFixed(0)}%`}
          style={{ left: `${interval.lower * 100}%`, width: `${(interval.upper - interval.lower) * 100}%` }}
        />
      )}
    </span>
  );
}
