/** The quotes of a string that goes on over the end of a line. */
export type OpenString = '"""' | "'''" | undefined;

export interface BlankedLine {
  /** The line without comments and without what stands in strings. */
  readonly code: string;
  readonly open: OpenString;
}

/** One step of a scan over Python source: which part of a line is code, and whether a long string is open after it. */
export function blankLine(line: string, openBefore: OpenString): BlankedLine {
  let open = openBefore;
  let code = '';
  let at = 0;
  while (at < line.length) {
    if (open !== undefined) {
      at = endOfString(line, at, open);
      if (at < 0) return { code, open };
      open = undefined;
      continue;
    }
    const char = line.charAt(at);
    if (char === '#') break;
    if (char !== '"' && char !== "'") {
      code += char;
      at += 1;
      continue;
    }
    code += char + char;
    const long = char.repeat(3);
    if (line.startsWith(long, at)) {
      open = char === '"' ? '"""' : "'''";
      at += 3;
    } else {
      // A short string ends with its line, whether it is closed or not.
      at = endOfString(line, at + 1, char);
      if (at < 0) break;
    }
  }
  return { code, open };
}

/** Every line of a source, blanked. */
export function blankLines(source: string): readonly string[] {
  let open: OpenString;
  return source.split('\n').map((line) => {
    const blanked = blankLine(line, open);
    open = blanked.open;
    return blanked.code;
  });
}

/** The position after the closing quotes, or -1 when the line ends first. */
function endOfString(line: string, from: number, quotes: string): number {
  for (let at = from; at < line.length; at++) {
    if (line.charAt(at) === '\\') at += 1;
    else if (line.startsWith(quotes, at)) return at + quotes.length;
  }
  return -1;
}

/** Without the indentation that all of its lines share. */
export function dedent(source: string): string {
  const lines = source.split('\n');
  let shared = Number.POSITIVE_INFINITY;
  for (const line of lines) if (line.trim() !== '') shared = Math.min(shared, indentOf(line));
  if (shared === 0 || !Number.isFinite(shared)) return source;
  return lines.map((line) => line.slice(Math.min(shared, indentOf(line)))).join('\n');
}

export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
