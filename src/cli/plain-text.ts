/** Text of a candidate on a terminal: escape sequences and other controls must not act there. */
export function plainText(text: string): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      const acts = (code < 0x20 && character !== '\n' && character !== '\t') || (code >= 0x7f && code < 0xa0);
      const turns = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
      return acts || turns ? `\\x${code.toString(16).padStart(2, '0')}` : character;
    })
    .join('');
}
