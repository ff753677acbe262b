/** A syntax tree without comments and docstrings, apart from the parser that made it. */
export interface CodeTree {
  readonly type: string;
  /** What it is to its parent: `left`, `right`, `body` … */
  readonly field: string | null;
  /** False for keywords, operators and brackets. */
  readonly named: boolean;
  /** Of tokens and strings; empty elsewhere. */
  readonly text: string;
  /** Position of its first token in the order of the text. */
  readonly token: number;
  readonly children: readonly CodeTree[];
}
