const codeKey = /"(?:code|secure[ _-]?code|python[ _-]?code|python|solution)"[ \t]*:\s*"/i;
const objectAtLineStart = /^[ \t]*\{/m;

/** Code as the value of a JSON object's key, the format that the studies ask for. */
export interface JsonCode {
  readonly code: string;
  readonly closed: boolean;
}

/**
 * Reads the code out of a text in which a line begins with a JSON object. More lenient than JSON: line breaks may stand
 * in the string as they are, it may be quoted as Python's long strings are, and anything may come after it.
 */
export function codeInJson(text: string): JsonCode | undefined {
  const object = objectAtLineStart.exec(text);
  if (object === null) return undefined;
  const rest = text.slice(object.index);
  const key = codeKey.exec(rest);
  if (key === null) return undefined;
  const start = key.index + key[0].length;
  return rest.startsWith('""', start) ? longString(rest, start + 2) : jsonString(rest, start);
}

// The last quotes, as code in such a string has docstrings of its own.
function longString(text: string, start: number): JsonCode {
  const end = text.lastIndexOf('"""');
  if (end < start) return { code: text.slice(start), closed: false };
  return { code: text.slice(start, end), closed: true };
}

function jsonString(text: string, start: number): JsonCode {
  const pieces: string[] = [];
  let from = start;
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"') {
      pieces.push(text.slice(from, at));
      return { code: pieces.join(''), closed: true };
    }
    if (char !== '\\') continue;
    const escaped = readEscape(text, at);
    pieces.push(text.slice(from, at), escaped.meaning);
    at += escaped.length - 1;
    from = at + 1;
  }
  pieces.push(text.slice(from));
  return { code: pieces.join(''), closed: false };
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '"': '"',
  '\\': '\\',
  '/': '/',
};

function readEscape(text: string, at: number): { readonly meaning: string; readonly length: number } {
  const hex = /^[0-9a-fA-F]{4}/.exec(text.slice(at + 2, at + 6));
  if (text.charAt(at + 1) === 'u' && hex !== null) {
    return { meaning: String.fromCharCode(Number.parseInt(hex[0], 16)), length: 6 };
  }
  // What JSON does not know (`\d` of a regular expression) stays as it is.
  const known = text.charAt(at + 1);
  return { meaning: escapes[known] ?? text.slice(at, at + 2), length: 2 };
}
