import type { CutText } from './page-data.ts';

/** At most `most` UTF-16 units, never half a character. */
export function cutText(text: string, most: number): CutText {
  if (text.length <= most) return { text };
  const end = /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return { text: text.slice(0, end), cut: text.length - end };
}
