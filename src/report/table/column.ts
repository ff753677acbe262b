/** A value of a data file: absent where there is none. Text is as it was, and each format escapes it. */
export type Value = string | number | boolean | undefined;

/** One column of a data file: every value of one type, so that a program can read it without guessing. */
export interface Column<Item> {
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean';
  /** What the column holds, for the documentation. */
  readonly about: string;
  readonly value: (item: Item) => Value;
}
