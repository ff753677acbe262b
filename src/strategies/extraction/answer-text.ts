/** An answer without the reasoning that some servers leave in front of it. */
export interface AnswerText {
  readonly text: string;
  /** The reasoning was opened and never closed: what is in `text` may be reasoning. */
  readonly stillReasoning: boolean;
}

const opening = /^\s*<(think|thinking|thought|reasoning)>/i;
// Servers whose prompt ends with `<think>` send only its end.
const endAlone = /<\/think>[ \t]*$/gim;

/** Drops a byte order mark and reasoning, and makes line ends `\n`. Nothing else is changed. */
export function answerText(raw: string): AnswerText {
  let text = raw.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const closing = new RegExp(`</${match[1] ?? ''}>`, 'i').exec(text);
    if (closing === null) return { text: text.slice(match[0].length), stillReasoning: true };
    text = text.slice(closing.index + closing[0].length);
  }
  const end = [...text.matchAll(endAlone)].at(-1);
  return { text: end === undefined ? text : text.slice(end.index + end[0].length), stillReasoning: false };
}
