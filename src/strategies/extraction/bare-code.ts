import type { CodeBlock } from './code-block.ts';
import { blankLine, indentOf, type OpenString } from './python-lines.ts';
import { isAssignment, isPythonSign } from './python-signs.ts';

const alsoCode = [
  /^@\w/,
  /^(?:else|try|finally|except\b.*):$/,
  /^(?:del|assert|raise) [\w(]/,
  // A call, a docstring or a bracket that is closed at the left edge.
  /^[A-Za-z_][\w.]*\((?:.*[()[\]{},:"'\\])?$/,
  /^[A-Za-z]{0,2}(?:""|'')/,
  /^[)\]}]/,
  // `app.config["KEY"] = 1`, `total += 1`
  /^[A-Za-z_][\w.]*(?:\[[^\]]*\])*[ \t]*[-+*/|&]?=(?!=)/,
];
const compound = /^(?:if|elif|for|while|with|match|async (?:for|with))\b/;

/** Stretches of Python in a text without fences: they begin with a statement and end where prose begins. */
export function bareBlocks(text: string): readonly CodeBlock[] {
  const lines = text.split('\n');
  const margin = marginOf(lines);
  if (margin === undefined) return [];
  const blocks: CodeBlock[] = [];
  let stretch: string[] = [];
  let open: OpenString;
  const finish = (closed: boolean) => {
    if (stretch.length > 0) blocks.push({ source: 'bare', label: '', code: stretch.join('\n').trimEnd(), closed });
    stretch = [];
    open = undefined;
  };
  for (const line of lines) {
    const indent = indentOf(line);
    const isBlank = indent === line.length;
    const dedented = line.slice(Math.min(margin, indent));
    const blanked = blankLine(dedented, open);
    const goesOn = stretch.length > 0 && (isBlank || indent > margin || open !== undefined);
    if (goesOn || (indent === margin && !isBlank && isStatement(dedented, blanked.code.trimEnd()))) {
      stretch.push(dedented);
      open = blanked.open;
    } else {
      finish(true);
    }
  }
  finish(false);
  return blocks;
}

function isStatement(line: string, blanked: string): boolean {
  if (line.startsWith('#')) return true;
  if (compound.test(blanked)) return blanked.endsWith(':') || goesOnBelow(blanked);
  return isPythonSign(blanked) || isAssignment(blanked) || alsoCode.some((pattern) => pattern.test(blanked));
}

/** A bracket is still open at the end of the line, or a backslash joins it with the next. */
function goesOnBelow(blanked: string): boolean {
  const opened = blanked.match(/[([{]/g)?.length ?? 0;
  const closed = blanked.match(/[)\]}]/g)?.length ?? 0;
  return opened > closed || blanked.endsWith('\\');
}

/** The least indentation of a line that is surely Python; undefined when there is none. */
function marginOf(lines: readonly string[]): number | undefined {
  let margin: number | undefined;
  for (const line of lines) {
    const indent = indentOf(line);
    if (margin !== undefined && indent >= margin) continue;
    if (isPythonSign(blankLine(line.slice(indent), undefined).code.trimEnd())) margin = indent;
  }
  return margin;
}
