import { invisible } from '../plain-text.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
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

/** Text as text, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** As `escapeHtml`, with a visible mark for each character that is not seen or that turns the reading direction. */
export function escapeVisibly(text: string): string {
  return escapeHtml(text.replaceAll('\r\n', '\n')).replace(unseen, (run, character: string) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const times = run.length / character.length;
    const repeated = times === 1 ? '' : ` ×${times}`;
    return `<span class="unseen" title="${names[code] ?? 'not seen'}">U+${code}${repeated}</span>`;
  });
}

/** Names of models, strategies and tasks for an attribute, where no mark can stand. */
export function escapeAttribute(text: string): string {
  return escapeHtml(text).replace(unseen, '\ufffd');
}

/** At most `length` UTF-16 units, never half a character, with a note of what was left out. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(length - 1)) ? length - 1 : length;
  const left = String(text.length - end).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${text.slice(0, end)}\n… ${left} more characters are in the run's folder`;
}
