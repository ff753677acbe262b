/** Kinds of token that are coloured; all else is plain. */
export type TokenKind = 'comment' | 'string' | 'keyword' | 'number';

export interface Token {
  readonly kind?: TokenKind;
  readonly text: string;
}

const keywords =
  'False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield';

// Each alternative runs on without backtracking into itself, so that hostile text costs linear time.
const token = new RegExp(
  [
    '(?<comment>#[^\\n]*)',
    '(?<string>(?:\\b[rbfuRBFU]{1,2})?(?:"""[^]*?(?:"""|$)|\'\'\'[^]*?(?:\'\'\'|$)|"(?:\\\\.|[^"\\\\\\n])*"?|\'(?:\\\\.|[^\'\\\\\\n])*\'?))',
    `(?<keyword>\\b(?:${keywords})\\b)`,
    '(?<number>\\b\\d[\\w.]*)',
  ].join('|'),
  'g',
);

/** Python source in pieces, for colouring: good enough to read by, not a parser. The pieces join to the source. */
export function tokenizePython(source: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of source.matchAll(token)) {
    if (match.index > end) tokens.push({ text: source.slice(end, match.index) });
    const kind = (['comment', 'string', 'keyword', 'number'] as const).find(
      (name) => match.groups?.[name] !== undefined,
    );
    tokens.push({ ...(kind === undefined ? {} : { kind }), text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < source.length) tokens.push({ text: source.slice(end) });
  return tokens;
}
