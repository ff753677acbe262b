/** A tokenizer of Python that is just good enough to find string literals and where they stand. It never fails. */
export type PythonToken =
  | { readonly type: 'string'; readonly pieces: readonly string[]; readonly line: number }
  | { readonly type: 'comment' | 'name' | 'number' | 'operator'; readonly text: string; readonly line: number }
  /** The end of a logical line: brackets are closed. */
  | { readonly type: 'end'; readonly line: number };

const operators = /(?:==|!=|<=|>=|->|:=|\*\*|\/\/|<<|>>|[-+*/%@&|^=]=|[^\s\w])/y;
const names = /[\p{L}_][\p{L}\p{N}_]*/uy;
const numbers = /\d[\w.]*/y;
const blanks = /(?:[ \t\f\r]|\\\r?\n)+/y;
const comments = /#[^\n]*/y;
const stringStarts = /([rRbBuUfFtT]{0,2})("""|'''|"|')/y;

export function pythonTokens(source: string): PythonToken[] {
  const tokens: PythonToken[] = [];
  let position = 0;
  let line = 1;
  let depth = 0;
  const match = (expression: RegExp): RegExpExecArray | undefined => {
    expression.lastIndex = position;
    return expression.exec(source) ?? undefined;
  };
  const advance = (text: string): void => {
    position += text.length;
    line += text.split('\n').length - 1;
  };
  while (position < source.length) {
    const at = line;
    const blank = match(blanks);
    if (blank !== undefined) {
      advance(blank[0]);
      continue;
    }
    if (source[position] === '\n') {
      if (depth === 0 && tokens.at(-1)?.type !== 'end') tokens.push({ type: 'end', line: at });
      advance('\n');
      continue;
    }
    const start = match(stringStarts);
    if (start !== undefined) {
      const [whole, prefix = '', quote = '"'] = start;
      const body = stringBody(source, position + whole.length, { quote, raw: /r/i.test(prefix) });
      advance(source.slice(position, body.end));
      tokens.push({ type: 'string', pieces: /[ft]/i.test(prefix) ? formatPieces(body.text) : [body.text], line: at });
      continue;
    }
    const [type, text] = plainToken(match);
    if (type === 'operator' && '([{'.includes(text)) depth++;
    if (type === 'operator' && ')]}'.includes(text)) depth = Math.max(0, depth - 1);
    tokens.push({ type, text, line: at });
    advance(text);
  }
  tokens.push({ type: 'end', line });
  return tokens;
}

type PlainType = 'comment' | 'name' | 'number' | 'operator';

function plainToken(match: (expression: RegExp) => RegExpExecArray | undefined): [PlainType, string] {
  const kinds: [PlainType, RegExp][] = [
    ['comment', comments],
    ['name', names],
    ['number', numbers],
    ['operator', operators],
  ];
  for (const [type, expression] of kinds) {
    const found = match(expression);
    if (found !== undefined) return [type, found[0]];
  }
  return ['operator', ' '];
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', '\n': '' };

function stringBody(
  source: string,
  from: number,
  form: { quote: string; raw: boolean },
): { text: string; end: number } {
  let text = '';
  let position = from;
  while (position < source.length && !source.startsWith(form.quote, position)) {
    const character = source[position] ?? '';
    // An unfinished one-line string ends with its line: the rest of the file is still read.
    if (character === '\n' && form.quote.length === 1) return { text, end: position };
    if (character !== '\\') {
      text += character;
      position += 1;
      continue;
    }
    const next = source[position + 1] ?? '';
    const hexadecimal = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/y;
    hexadecimal.lastIndex = position;
    const code = form.raw ? null : hexadecimal.exec(source);
    if (code !== null) text += String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? '', 16));
    else text += form.raw ? `\\${next}` : (escapes[next] ?? next);
    position += code?.[0].length ?? 2;
  }
  return { text, end: Math.min(source.length, position + form.quote.length) };
}

/** The literal pieces of an f-string: what stands outside its braces. */
function formatPieces(text: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let piece = '';
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if (depth === 0 && (text.startsWith('{{', index) || text.startsWith('}}', index))) {
      piece += character;
      index += 1;
    } else if (character === '{') {
      if (depth === 0) pieces.push(piece);
      depth += 1;
      piece = '';
    } else if (character === '}') {
      depth = Math.max(0, depth - 1);
      piece = '';
    } else if (depth === 0) piece += character;
  }
  return [...pieces, piece].filter((found) => found !== '');
}
