/** How the answers of one strategy are written: from the surest form to the least sure. */
export interface AnswerReader {
  /** Keys of JSON, letters only, under which an answer may stand. */
  readonly keys: ReadonlySet<string>;
  /** For a message. */
  readonly expected: string;
  /** The normalised answer that a text is, all of it. */
  value(text: string): string | undefined;
  /** Answers that prose announces (`Answer: …`), in order. */
  declared(text: string): readonly string[];
  /** Answers that prose gives in passing, in order. */
  mentioned(text: string): readonly string[];
}
