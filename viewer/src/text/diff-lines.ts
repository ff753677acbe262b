import { diffLines } from 'diff';

export interface DiffLine {
  readonly sign: '+' | '-' | ' ';
  readonly text: string;
}

/** Edits beyond which two texts have nothing in common that a reader could use, and time that it may take. */
const mostEdits = 2000;
const mostMilliseconds = 1000;

/** What turns `from` into `to`, line by line; undefined when they differ too much to tell. */
export function compareLines(from: string, to: string): DiffLine[] | undefined {
  const ended = (text: string): string => `${text.replaceAll('\r\n', '\n').replace(/\n+$/, '')}\n`;
  const changes = diffLines(ended(from), ended(to), { maxEditLength: mostEdits, timeout: mostMilliseconds });
  return changes?.flatMap(({ added, removed, value }) => {
    const sign = added ? '+' : removed ? '-' : ' ';
    return value
      .replace(/\n$/, '')
      .split('\n')
      .map((text): DiffLine => ({ sign, text }));
  });
}
