import { invisible } from '../plain-text.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const unseen = new RegExp(`(?![\\n\\t])${invisible}`, 'gu');

/** Text as text, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** As `escapeHtml`, with a visible mark for each character that is not seen or that turns the reading direction. */
export function escapeVisibly(text: string): string {
  return escapeHtml(text.replace(/\r\n?/g, '\n')).replace(unseen, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `<span class="unseen" title="U+${code}">U+${code}</span>`;
  });
}

/** At most `length` characters, with a note of what was left out. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length)}\n… ${(text.length - length).toLocaleString('en')} more characters are in the run's folder`;
}
