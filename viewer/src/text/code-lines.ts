import { type TokenKind, tokenizePython } from './highlight-python.ts';

/** A stretch of a line in one colour. */
export interface Span {
  readonly text: string;
  readonly kind?: TokenKind;
}

/** Beyond this, colours would cost more than they help. */
const colouredCharacters = 200_000;

/** Source line by line. Tokens may run over lines, elements may not. */
export function codeLines(source: string): Span[][] {
  const text = source.replaceAll('\r\n', '\n');
  const tokens = text.length > colouredCharacters ? [{ text }] : tokenizePython(text);
  const lines: Span[][] = [[]];
  for (const { kind, text: piece } of tokens) {
    for (const [index, part] of piece.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push(kind === undefined ? { text: part } : { text: part, kind });
    }
  }
  if (lines.length > 1 && lines.at(-1)?.length === 0) lines.pop();
  return lines;
}
