import { escapeVisibly } from './escape.ts';
import { tokenizePython } from './highlight-python.ts';

/** Beyond this, numbers and colours would cost more than they help. */
const decoratedLines = 2000;

/** Source with numbered lines. */
export function codeBlock(title: string, source: string): string {
  const text = source.replaceAll('\r\n', '\n');
  const plain = text.split('\n').length > decoratedLines;
  const inner = plain ? escapeVisibly(text) : `<code class="lines">${lines(text).join('')}</code>`;
  return `<details class="text" open><summary>${title}</summary><pre tabindex="0">${inner}</pre></details>`;
}

/** Tokens may run over lines, elements may not. */
function lines(source: string): string[] {
  const done: string[] = [];
  let line = '';
  for (const { kind, text } of tokenizePython(source)) {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) {
        done.push(`<span>${line}\n</span>`);
        line = '';
      }
      const escaped = escapeVisibly(part);
      line += kind === undefined || part === '' ? escaped : `<i class="${kind}">${escaped}</i>`;
    }
  }
  return line === '' ? done : [...done, `<span>${line}</span>`];
}
