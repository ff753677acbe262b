import { type Outcome, outcomes } from './outcome.ts';

export type OutcomeCounts = Readonly<Partial<Record<Outcome, number>>>;

/** A bar of the share of each outcome, with its count where it has room; in words for a screen reader. */
export function verdictBar(counts: OutcomeCounts, className = ''): string {
  const found = countsInOrder(counts);
  const all = found.reduce((sum, [, count]) => sum + count, 0);
  const parts = found.map(([outcome, count]) => {
    const number = count / all >= 0.045 ? count : '';
    return `<span class="part ${outcome}" style="flex:${count}" title="${count} ${outcome}">${number}</span>`;
  });
  const words = found.map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  return `<span class="bars ${className}" role="img" aria-label="${words || 'nothing yet'}">${parts.join('')}</span>`;
}

export function countsInOrder(counts: OutcomeCounts): [Outcome, number][] {
  return outcomes.flatMap((outcome): [Outcome, number][] => {
    const count = counts[outcome] ?? 0;
    return count === 0 ? [] : [[outcome, count]];
  });
}
