import { visibleText } from '../plain-text.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // As they are, an attribute would turn them into spaces.
  '\n': '&#10;',
  '\t': '&#9;',
};

/** Text in an element, on lines of its own. */
export function escapeXmlText(text: string): string {
  return escapeXml(text).replaceAll('&#10;', '\n').replaceAll('&#9;', '\t');
}

/** Text in an attribute. What XML 1.0 cannot hold (controls, half characters) is spelled out: `U+001B`. */
export function escapeXml(text: string): string {
  return visibleText(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"'\n\t]/g, (character) => entities[character] ?? character);
}
