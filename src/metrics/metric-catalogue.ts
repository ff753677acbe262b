/** What each metric says, for headings and explanations. Names with `@k` stand for every k. */
export interface MetricEntry {
  readonly name: string;
  readonly about: string;
  readonly better: 'higher' | 'lower';
}

export const metricCatalogue: readonly MetricEntry[] = [
  { name: 'pass@k', about: 'function holds in at least one of k samples', better: 'higher' },
  {
    name: 'secure-pass@k',
    about: 'function holds and no attack succeeds in at least one of k samples',
    better: 'higher',
  },
  { name: 'exploited@k', about: 'an attack succeeds in at least one of k samples, working or not', better: 'lower' },
  {
    name: 'joint-pass@k',
    about: 'the one test of a foreign data set passes in at least one of k samples: function and security together',
    better: 'higher',
  },
  { name: 'pass^k', about: 'function holds in all of k samples', better: 'higher' },
  { name: 'secure-pass^k', about: 'function holds and no attack succeeds in all of k samples', better: 'higher' },
  { name: 'vulnerable-among-functional', about: 'working candidates that an attack breaks', better: 'lower' },
  {
    name: 'universal-among-functional',
    about: 'working candidates with a fault that is wrong anywhere',
    better: 'lower',
  },
  {
    name: 'policy-among-functional',
    about: 'working candidates that break a rule the problem states',
    better: 'lower',
  },
  {
    name: 'universal-secure-pass@k',
    about: 'function holds and nothing wrong anywhere was found, over tasks that test for it',
    better: 'higher',
  },
  { name: 'universal-exploited@k', about: 'a fault that is wrong anywhere was found', better: 'lower' },
  {
    name: 'policy-secure-pass@k',
    about: 'function holds and the rules that the problem states are kept, over tasks that have some',
    better: 'higher',
  },
  { name: 'policy-exploited@k', about: 'a rule that the problem states is broken', better: 'lower' },
  {
    name: 'severity-weighted-secure-pass@k',
    about: 'secure-pass@k, in which a task counts by its severity',
    better: 'higher',
  },
  { name: 'repair-rate', about: 'insecure code mended: function and security hold (secure-pass@1)', better: 'higher' },
  { name: 'fixed-but-broken', about: 'the weakness is gone, and the function too', better: 'lower' },
  { name: 'kept-secure', about: 'secure code given for repair that stayed secure', better: 'higher' },
  { name: 'accuracy', about: 'right answers', better: 'higher' },
  { name: 'balanced-accuracy', about: 'mean of the shares right on vulnerable and on secure code', better: 'higher' },
  { name: 'precision', about: 'code called vulnerable that is', better: 'higher' },
  { name: 'recall', about: 'vulnerable code that is called so', better: 'higher' },
  { name: 'f1', about: 'harmonic mean of precision and recall', better: 'higher' },
  { name: 'specificity', about: 'secure code that is called so', better: 'higher' },
  { name: 'pair-accuracy', about: 'pairs of which both versions were told right', better: 'higher' },
  { name: 'mcc', about: 'correlation of answer and truth, from -1 to 1', better: 'higher' },
  { name: 'macro-precision', about: 'precision averaged over the classes that were shown', better: 'higher' },
  { name: 'macro-recall', about: 'recall averaged over the classes that were shown', better: 'higher' },
  { name: 'macro-f1', about: 'F1 averaged over the classes that were shown', better: 'higher' },
  { name: 'micro-precision', about: 'right among the answers that could be read', better: 'higher' },
  { name: 'micro-recall', about: 'right among all answers', better: 'higher' },
  { name: 'micro-f1', about: 'harmonic mean of micro precision and micro recall', better: 'higher' },
  {
    name: 'hierarchical-precision',
    about: 'precision with credit for answers near the truth in the CWE hierarchy',
    better: 'higher',
  },
  { name: 'hierarchical-recall', about: 'recall with credit for answers near the truth', better: 'higher' },
  { name: 'hierarchical-f1', about: 'F1 with credit for answers near the truth', better: 'higher' },
];

/** The entry of `secure-pass@5` is that of `secure-pass@k`. */
export function catalogueEntry(name: string): MetricEntry | undefined {
  const generic = name.replace(/(?<=[@^])\d+$/, 'k');
  return metricCatalogue.find((entry) => entry.name === generic);
}
