import { plainLine, shorten } from '../plain-text.ts';

const commands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
  '`': '\\textasciigrave{}',
  "'": '\\textquotesingle{}',
  '–': '--',
  '…': '\\ldots{}',
  '·': '$\\cdot$',
};

/** One line of text as text in LaTeX (T1 encoding); a character that Latin-1 does not have is `?`. */
export function escapeLatex(text: string): string {
  return shorten(plainLine(text), 200)
    .replace(/[\\{}&%$#_~^<>|"`'–…·]/g, (character) => commands[character] ?? '')
    .replace(/[^\u0020-\u00ff]/gu, '?');
}
