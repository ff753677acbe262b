const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

// East Asian wide and full-width letters (UAX 11), as terminals draw them; emoji are wide, too.
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}|^\p{Emoji}\ufe0f/u;
const withoutWidth = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}\u200b]+$/u;

function widthOf(grapheme: string): number {
  if (withoutWidth.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
}

/** Columns that a terminal gives to one line of plain text. */
export function displayWidth(text: string): number {
  if (/^[\u0020-\u007e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += widthOf(segment);
  return width;
}

/** At most `columns` of the text, the last an ellipsis where something was cut; no letter is cut in two. */
export function fitWidth(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += widthOf(segment);
    if (width > columns - 1) break;
    kept += segment;
  }
  return columns < 1 ? '' : `${kept}…`;
}

/** Filled up with spaces to `columns`, after the text or before it. */
export function padWidth(text: string, columns: number, side: 'after' | 'before' = 'after'): string {
  const space = ' '.repeat(Math.max(0, columns - displayWidth(text)));
  return side === 'after' ? text + space : space + text;
}
