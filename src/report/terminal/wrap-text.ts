import { displayWidth, fitWidth } from './display-width.ts';

export interface WrapOptions {
  readonly columns: number;
  /** What the first line begins with, and the others. */
  readonly first: string;
  readonly rest: string;
}

/** Breaks plain text at spaces; a word that is longer than a line is cut. */
export function wrapText(text: string, { columns, first, rest }: WrapOptions): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  const room = Math.max(8, columns - Math.max(first.length, rest.length));
  for (const word of text.split(' ').flatMap((long) => pieces(long, room))) {
    if (!empty && displayWidth(line) + 1 + displayWidth(word) > columns) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return empty ? lines : [...lines, line];
}

function pieces(word: string, columns: number): string[] {
  const found: string[] = [];
  let left = word;
  while (displayWidth(left) > columns) {
    const piece = fitWidth(left, columns + 1).slice(0, -1);
    if (piece === '') break;
    found.push(piece);
    left = left.slice(piece.length);
  }
  return left === '' ? found : [...found, left];
}
