import { createHash } from 'node:crypto';
import { invisible } from '../plain-text.ts';

/** The browser's app as it was built: one classic script, one style sheet. */
export interface AppFiles {
  readonly script: string;
  readonly style: string;
}

export interface PageParts {
  readonly title: string;
  readonly app: AppFiles;
  /** Parsed by the app before it shows anything. */
  readonly data?: unknown;
  /** Parsed when they are asked for, by their place. */
  readonly chunks?: readonly unknown[];
  /** Where the app may send requests. */
  readonly connect: "'none'" | "'self'";
}

/**
 * One page with the app in it. Its policy lets exactly this script and this style sheet run, and no text become markup
 * (trusted types). What models wrote stands in it as inert JSON alone.
 */
export function assemblePage({ title, app, data, chunks = [], connect }: PageParts): string {
  assertInline(app);
  const blocks = chunks.map((chunk, place) => jsonBlock(`chunk-${place}`, chunk));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy(app, connect)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title><style>${app.style}</style></head><body>
<div id="app"></div><noscript>This report is an app: allow scripts for it. Nothing that a model wrote can run in it.</noscript>
${data === undefined ? '' : jsonBlock('data', data)}
<script>${app.script}</script>
${blocks.join('\n')}
</body></html>
`;
}

export function pagePolicy({ script, style }: AppFiles, connect: PageParts['connect']): string {
  return [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

const unseen = new RegExp(invisible, 'gu');

/** JSON that cannot end its element, begin a comment, or hide anything from who reads the file. */
function jsonBlock(id: string, value: unknown): string {
  const json = JSON.stringify(value).replaceAll('<', '\\u003c').replace(unseen, asEscapes);
  return `<script type="application/json" id="${id}">${json}</script>`;
}

function asEscapes(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Inlined text that ended its own element would be a fault of our build; better no page than a broken one. */
function assertInline({ script, style }: AppFiles): void {
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) {
    throw new Error('the built app cannot be inlined: it holds the end of its own element');
  }
}
