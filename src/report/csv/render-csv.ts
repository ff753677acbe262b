import { visibleText } from '../plain-text.ts';
import type { Column, Value } from '../table/column.ts';

/**
 * RFC 4180: a heading, then a line for each item, CRLF, UTF-8. Text that a spreadsheet would take for a formula gets an
 * apostrophe in front; text that is not seen is spelled out.
 */
export function renderCsv<Item>(columns: readonly Column<Item>[], items: readonly Item[]): string {
  const lines = items.map((item) => columns.map(({ value }) => cell(value(item))).join(','));
  return [columns.map(({ name }) => name).join(','), ...lines].map((line) => `${line}\r\n`).join('');
}

/** Spreadsheets evaluate what begins with these, some also after spaces or in full width. */
const formula = /^\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/u;

function cell(value: Value): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = visibleText(value);
  const safe = formula.test(text) || /^[\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
