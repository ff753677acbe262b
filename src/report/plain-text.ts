// Text from a model, made harmless. Controls start terminal escape sequences; bidi controls and other characters
// without a picture of their own make text read differently from what it is ("Trojan Source", CVE-2021-42574).

/** A character that is not seen, or that changes how others are seen. It includes newline and tab. */
export const invisible = '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}]';

// ECMA-48: strings (OSC, DCS, SOS, PM, APC) up to their terminator, control sequences, two-character escapes.
const escapeSequences = new RegExp(
  [
    '(?:\\u001b[\\]PX^_]|[\\u0090\\u0098\\u009d-\\u009f])[^\\u0007\\u001b\\u009c]{0,4096}(?:\\u0007|\\u001b\\\\|\\u009c)',
    '(?:\\u001b\\[|\\u009b)[0-?]{0,64}[ -/]{0,16}[@-~]',
    '\\u001b[ -/]{0,16}[0-~]',
  ].join('|'),
  'gu',
);
const invisibles = new RegExp(invisible, 'gu');
const unseenRuns = new RegExp(`(?![\\n\\t])(${invisible})\\1*`, 'gu');

/** One line without anything that a terminal would obey. */
export function plainLine(text: string): string {
  const seen = text.replace(escapeSequences, '').replace(/\s+/gu, ' ').replace(invisibles, '');
  return seen.replace(/ +/g, ' ').trim();
}

/** At most `length` characters (code points), the last an ellipsis where something was cut. */
export function shorten(text: string, length: number): string {
  const characters = [...text.slice(0, 2 * length + 2)];
  return characters.length <= length ? text : `${characters.slice(0, Math.max(0, length - 1)).join('')}…`;
}

/** As it is, but for a visible `U+202E` in place of each run of one character that is not seen; tab and newline stay. */
export function visibleText(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(unseenRuns, (_run, character: string) => {
    return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}
