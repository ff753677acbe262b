// The tables of the two studies that this project continues: what they published, and runs in their layout. No judging here.
export interface StudyColumn {
  /** What stands above several columns: a subset, an experiment. */
  readonly group: string;
  readonly name: string;
  /** After the point, as printed. */
  readonly digits: number;
}

export interface StudyRow {
  readonly name: string;
  /** One for each column; null where there is no figure. Pass@k and CodeBLEU@k in per cent, all others as they are. */
  readonly cells: readonly (number | null)[];
  /** Present where the row is the study's own, beside those of a run; holds the places of cells that are known slips. */
  readonly published?: { readonly slips: readonly number[] };
}

export interface StudyTable {
  /** Of the table in the paper. */
  readonly number: string;
  readonly title: string;
  readonly columns: readonly StudyColumn[];
  readonly rows: readonly StudyRow[];
  /** A sentence each. */
  readonly notes: readonly string[];
}

/** What a layout needs to know of one attempt. */
export interface StudySample {
  readonly task: string;
  /** `CWE-89`. */
  readonly cwe: string;
  /** `SecEvalBase`, `SecEvalPlus`; undefined in other suites. */
  readonly subset: string | undefined;
  readonly mode: 'generate' | 'repair' | 'classify';
  readonly strategy: string;
  readonly model: string;
  readonly sample: number;
  readonly shown: string | undefined;
  /** Of code: it passed all tests. Of an answer: it was right. Undefined where there is no verdict. */
  readonly passed: boolean | undefined;
  /** From 0 to 1; only where a layout asks for it. */
  readonly codeBleu?: number;
  /** Of `classify`: the answer that was read, and those that are right. */
  readonly answer?: string | undefined;
  readonly expected?: readonly string[];
}

/** The four experiments that both studies make with code, by the strategies that put them. */
export const experiments = [
  { mode: 'generate', strategy: 'direct' },
  { mode: 'generate', strategy: 'aware' },
  { mode: 'repair', strategy: 'direct' },
  { mode: 'repair', strategy: 'explained' },
] as const;
export type Experiment = (typeof experiments)[number];

export function samplesOf(samples: readonly StudySample[], { mode, strategy }: Experiment): StudySample[] {
  return samples.filter((one) => one.mode === mode && one.strategy === strategy);
}

/** In the order in which they come; each list in the order of its samples. */
export function groupBy(samples: readonly StudySample[], keyOf: (sample: StudySample) => string) {
  const groups = new Map<string, StudySample[]>();
  for (const sample of samples) {
    const group = groups.get(keyOf(sample));
    if (group === undefined) groups.set(keyOf(sample), [sample]);
    else group.push(sample);
  }
  for (const group of groups.values()) group.sort((one, other) => one.sample - other.sample);
  return groups;
}

/** What is asked once, however many samples answer it. */
export function problemsOf(samples: readonly StudySample[]): StudySample[][] {
  return [...groupBy(samples, ({ task, shown }) => `${task} ${shown ?? ''}`).values()];
}

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function withoutVerdict(samples: readonly StudySample[]): string[] {
  const open = samples.filter(({ passed }) => passed === undefined).length;
  return open === 0 ? [] : [`${open} attempts have no verdict, and count in none of the figures.`];
}
