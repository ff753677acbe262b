/** A stretch of an answer that may be code, before anyone has decided whether it is. */
export interface CodeBlock {
  readonly source: 'fence' | 'json' | 'bare';
  /** Lower-case word behind the fence; empty where there is none. */
  readonly label: string;
  readonly code: string;
  /** False when the answer ended before the block did. */
  readonly closed: boolean;
}
