import { plainLine, shorten } from '../plain-text.ts';

/** One line of text as text: no markup, link, mention or table cell begins in it. */
export function escapeMarkdown(text: string, length = 300): string {
  return (
    shorten(plainLine(text), length)
      .replace(/[\\`*_{}[\]()#!|<>~$^]/g, '\\$&')
      .replace(/^(\d*)([-+=.)])/, '$1\\$2')
      .replaceAll('&', '&amp;')
      // A mention or an issue would be linked, and its owner told.
      .replace(/@/g, '@\u2060')
      .replace(/\b(https?|ftp|mailto)(?=:)/gi, '$1\u2060')
      .replace(/\bwww\./gi, 'www\u2060.')
  );
}
