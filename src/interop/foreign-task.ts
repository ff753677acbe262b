import type { CweId } from '../core/cwe.ts';

/** A record of another data set, read: what a suite's folder is written from. Texts are as their authors wrote them. */
export interface ForeignTask {
  /** The record's name in its data set. */
  readonly record: string;
  /** Short name in the suite, kebab-case: `author-1`. */
  readonly name: string;
  readonly title: string;
  readonly cwe: CweId;
  /** Further weaknesses that are as right. */
  readonly labels: readonly CweId[];
  readonly problem: string;
  /** Empty texts where the data set has none. */
  readonly aware: string;
  readonly steps: string;
  readonly explanation: string;
  readonly entryPoints: readonly string[];
  readonly secure?: string | undefined;
  readonly insecure?: string | undefined;
  readonly tests: ForeignTests;
  /** Further files that are kept beside, and are not read by seceval. */
  readonly kept?: Readonly<Record<string, string>>;
}

/** How its authors judge it, if they do by running it. */
export type ForeignTests =
  | { readonly oracle: 'static-only' }
  | { readonly oracle: 'none' }
  | {
      readonly oracle: 'in-process';
      readonly scope: 'full' | 'joint' | 'function';
      readonly form: 'check' | 'cases';
      readonly moduleName: string;
      readonly prelude: string;
      readonly test: string;
      /** Path below the working folder → content, laid for each process. */
      readonly files: ReadonlyMap<string, Buffer>;
      /** Seconds of CPU for each test, and for loading. */
      readonly cpuSeconds: number;
      readonly exhaustion?: boolean;
    };

/** A record that cannot be taken: one line says which file, record and field. */
export interface Malformed {
  readonly file: string;
  readonly record: string;
  readonly field: string;
  readonly problem: string;
}

export interface ReadResult {
  readonly tasks: readonly ForeignTask[];
  readonly malformed: readonly Malformed[];
  /** Sentences for the reader: what is missing beside the records. */
  readonly notes: readonly string[];
  /** SHA-256 over everything that was read. */
  readonly source: string;
}

/** `find_orders` and `findOrders` become `find-orders`. */
export function kebab(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
