import { familyInterval } from './family-interval.ts';
import type { Interval } from './metric.ts';

/** What a family of alike tasks adds to a share: the share is the sum of `sum` over the sum of `weight`. */
export interface Cluster {
  /** From 0 to `weight`. */
  readonly sum: number;
  /** Above 0. */
  readonly weight: number;
}

/** The interval of a share for *new tasks like these*, families as the independent units. At least two of them. */
export function newTasksInterval(clusters: readonly Cluster[]): Interval {
  const weight = clusters.reduce((total, cluster) => total + cluster.weight, 0);
  const sum = clusters.reduce((total, cluster) => total + cluster.sum, 0);
  // Sums of fractions may pass 1 by a bit.
  const share = Math.min(1, sum / weight);
  let variance = 0;
  let squares = 0;
  for (const cluster of clusters) {
    const portion = cluster.weight / weight;
    squares += portion ** 2;
    // How far leaving the family out moves the share.
    variance += ((cluster.sum - share * cluster.weight) / weight / (1 - portion)) ** 2;
  }
  variance *= (clusters.length - 1) / clusters.length;
  return familyInterval({ share, variance, families: 1 / squares });
}
