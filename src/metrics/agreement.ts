import { clopperPearson } from './clopper-pearson.ts';

/** What a verdict and a reader can both say of a candidate that was judged. */
export const labels = ['secure', 'vulnerable', 'broken'] as const;
export type Label = (typeof labels)[number];

/** One candidate as two parties label it. */
export interface Pair {
  readonly first: Label;
  readonly second: Label;
}

export interface Agreement {
  readonly candidates: number;
  readonly agreed: number;
  /** The share that agrees, with its exact 95 % interval, candidates taken as independent; undefined without any. */
  readonly share: { readonly value: number; readonly interval: readonly [number, number] } | undefined;
  /**
   * Cohen's kappa (Educational and Psychological Measurement 20, 1960) with the 95 % interval of its large-sample error
   * (Fleiss, Cohen and Everitt, Psychological Bulletin 72, 1969); undefined where one label is all that both ever say.
   * Where that error is 0, as at full agreement, it would claim certainty: there the exact interval of the share is carried
   * over, with the agreement by chance held fixed.
   */
  readonly kappa: { readonly value: number; readonly interval: readonly [number, number] } | undefined;
  /** `table[first][second]`: how many candidates the two labelled so. */
  readonly table: Readonly<Record<Label, Readonly<Record<Label, number>>>>;
}

/** How far two parties agree on the same candidates. */
export function agreement(pairs: readonly Pair[]): Agreement {
  const count = (first: Label, second: Label): number =>
    pairs.filter((pair) => pair.first === first && pair.second === second).length;
  const row = (first: Label) => ({
    secure: count(first, 'secure'),
    vulnerable: count(first, 'vulnerable'),
    broken: count(first, 'broken'),
  });
  const table = { secure: row('secure'), vulnerable: row('vulnerable'), broken: row('broken') };
  const candidates = pairs.length;
  const agreed = labels.reduce((sum, label) => sum + table[label][label], 0);
  const share =
    candidates === 0 ? undefined : { value: agreed / candidates, interval: clopperPearson(agreed, candidates) };
  return { candidates, agreed, share, kappa: cohensKappa(table, candidates), table };
}

function cohensKappa(table: Agreement['table'], candidates: number): Agreement['kappa'] {
  if (candidates === 0) return undefined;
  const portion = (first: Label, second: Label): number => table[first][second] / candidates;
  const ofFirst = (label: Label): number => labels.reduce((sum, other) => sum + portion(label, other), 0);
  const ofSecond = (label: Label): number => labels.reduce((sum, other) => sum + portion(other, label), 0);
  const observed = labels.reduce((sum, label) => sum + portion(label, label), 0);
  const byChance = labels.reduce((sum, label) => sum + ofFirst(label) * ofSecond(label), 0);
  if (1 - byChance < 1e-12) return undefined;
  const value = (observed - byChance) / (1 - byChance);

  // Fleiss, Cohen and Everitt, equation 13.
  let spread = -((observed * byChance - 2 * byChance + observed) ** 2);
  for (const first of labels) {
    for (const second of labels) {
      const expected = ofSecond(first) + ofFirst(second);
      const term =
        first === second
          ? (1 - byChance - expected * (1 - observed)) ** 2
          : (1 - observed) ** 2 * (ofSecond(first) + ofFirst(second)) ** 2;
      spread += portion(first, second) * term;
    }
  }
  const error = Math.sqrt(Math.max(0, spread) / candidates) / (1 - byChance) ** 2;
  // Arithmetic may leave a trace of what is 0.
  if (error < 1e-6) {
    const agreed = Math.round(observed * candidates);
    const [lower, upper] = clopperPearson(agreed, candidates).map((share) => (share - byChance) / (1 - byChance));
    return { value, interval: [Math.max(-1, lower ?? -1), upper ?? 1] };
  }
  return { value, interval: [Math.max(-1, value - 1.959964 * error), Math.min(1, value + 1.959964 * error)] };
}
