import { invisible } from '../../../src/report/plain-text.ts';

/** A stretch of text as it stands, or a run of one character that nobody would see. */
export type Piece = string | { readonly code: string; readonly name: string; readonly times: number };

// A run of one character makes one mark: a text of nothing else would blow up the page.
const unseen = new RegExp(`(?![\\n\\t])(${invisible})\\1*`, 'gu');

const names: Readonly<Record<string, string>> = {
  '00AD': 'soft hyphen',
  '001B': 'escape',
  '200B': 'zero width space',
  '200C': 'zero width non-joiner',
  '200D': 'zero width joiner',
  '200E': 'left-to-right mark',
  '200F': 'right-to-left mark',
  '202A': 'left-to-right embedding',
  '202B': 'right-to-left embedding',
  '202C': 'pop directional formatting',
  '202D': 'left-to-right override',
  '202E': 'right-to-left override',
  '2066': 'left-to-right isolate',
  '2067': 'right-to-left isolate',
  '2068': 'first strong isolate',
  '2069': 'pop directional isolate',
  FEFF: 'byte order mark',
};

/** Text in pieces, so that what is not seen or turns the reading direction can be shown by a mark. */
export function visiblePieces(text: string): Piece[] {
  const lines = text.replaceAll('\r\n', '\n');
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of lines.matchAll(unseen)) {
    if (match.index > end) pieces.push(lines.slice(end, match.index));
    pieces.push(mark(match[0], match[1] ?? match[0]));
    end = match.index + match[0].length;
  }
  if (end < lines.length) pieces.push(lines.slice(end));
  return pieces;
}

function mark(run: string, character: string): Piece {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return { code, name: names[code] ?? 'not seen', times: run.length / character.length };
}

/** For places that take no elements: titles, options, labels. */
export function plainName(text: string): string {
  return text.replace(unseen, '\ufffd');
}
