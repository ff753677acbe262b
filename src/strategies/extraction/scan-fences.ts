import type { CodeBlock } from './code-block.ts';
import { isPythonLabel } from './label.ts';
import { blankLine, dedent, indentOf, type OpenString } from './python-lines.ts';

interface OpenFence {
  readonly character: string;
  readonly length: number;
  readonly indent: number;
  readonly label: string;
  readonly lines: string[];
  /** A long string that is open in the code so far: fences in it are the string's text. */
  openString: OpenString;
}

export interface FencedText {
  readonly blocks: readonly CodeBlock[];
  /** The lines outside of all fences. */
  readonly outside: string;
}

/** Finds fenced blocks as CommonMark does, at any indentation, and also behind prose (`Here it is: ```python`). */
export function scanFences(text: string): FencedText {
  const blocks: CodeBlock[] = [];
  const outside: string[] = [];
  let fence: OpenFence | undefined;
  for (const line of text.split('\n')) {
    if (fence === undefined) {
      fence = openingFence(line);
      if (fence === undefined) outside.push(line);
    } else if (closes(fence, line)) {
      blocks.push(toBlock(fence, true));
      fence = undefined;
    } else {
      fence.lines.push(line.slice(Math.min(fence.indent, indentOf(line))));
      if (isPythonLabel(fence.label)) fence.openString = blankLine(line, fence.openString).open;
    }
  }
  if (fence !== undefined) blocks.push(toBlock(fence, closedBehindCode(fence)));
  return { blocks, outside: outside.join('\n') };
}

function openingFence(line: string): OpenFence | undefined {
  const [, indent = '', fence, info = ''] = /^(\s*)(`{3,}|~{3,})(?![`~])([^`]*)$/.exec(line) ?? [];
  if (fence !== undefined) return newFence(fence, indent.length, info);
  const label = /(?:python3?|py)$/i.exec(line.trimEnd())?.[0] ?? '';
  const before = line.trimEnd().slice(0, -label.length);
  if (label === '' || !before.endsWith('```')) return undefined;
  return newFence('```', 0, label);
}

function newFence(fence: string, indent: number, info: string): OpenFence {
  const label = info.trim().split(/[\s{:,]/, 1)[0] ?? '';
  return {
    character: fence.charAt(0),
    length: fence.length,
    indent,
    label: label.toLowerCase(),
    lines: [],
    openString: undefined,
  };
}

function closes(fence: OpenFence, line: string): boolean {
  const trimmed = line.trim();
  if (trimmed.length < fence.length || fence.openString !== undefined) return false;
  if (trimmed !== fence.character.repeat(trimmed.length)) return false;
  // A deeper one is part of the code: a docstring that holds an example.
  return indentOf(line) <= fence.indent + 3;
}

/** Some models put the closing fence behind the last statement; takes it away. */
function closedBehindCode(fence: OpenFence): boolean {
  const closing = fence.character.repeat(fence.length);
  while (fence.lines.at(-1)?.trim() === '') fence.lines.pop();
  const last = fence.lines.pop()?.trimEnd();
  if (last === undefined) return false;
  const closed = last.endsWith(closing);
  fence.lines.push(closed ? last.slice(0, -closing.length) : last);
  return closed;
}

function toBlock(fence: OpenFence, closed: boolean): CodeBlock {
  return { source: 'fence', label: fence.label, code: dedent(fence.lines.join('\n')), closed };
}
