/** A definition at the top level of a Python module, with its decorators. */
export interface Definition {
  readonly name: string;
  /** Of the first line, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

const heading = /^(?:async +def|def|class) +([A-Za-z_]\w*)/;

/** The functions and classes of a module in their order, found by indentation alone: the module may be broken or hostile. */
export function definitionsOf(code: string): Definition[] {
  const lines = code.split(/\r?\n/);
  const found: Definition[] = [];
  let start = 0;
  while (start < lines.length) {
    const name = heading.exec(lines[start]?.slice(0, 500) ?? '')?.[1];
    if (name === undefined) {
      start++;
      continue;
    }
    const end = endOfBlock(lines, start);
    const first = startOfDecorators(lines, start);
    found.push({ name, line: first + 1, lines: lines.slice(first, end) });
    start = end;
  }
  return found;
}

/** The line after the last one that is indented, or closes a bracket of the heading. */
function endOfBlock(lines: readonly string[], start: number): number {
  let end = start + 1;
  let last = start;
  while (end < lines.length) {
    const line = lines[end] ?? '';
    if (line.trim() !== '') {
      if (!/^[\s)\]}#]/.test(line)) break;
      last = end;
    }
    end++;
  }
  return last + 1;
}

function startOfDecorators(lines: readonly string[], start: number): number {
  let first = start;
  // A decorator may span lines: everything up to the blank line before belongs to it, if it begins with one.
  for (let above = start - 1; above >= 0 && lines[above]?.trim() !== ''; above--) {
    if (lines[above]?.startsWith('@')) first = above;
    else if (!/^[\s)\]}]/.test(lines[above] ?? '')) break;
  }
  return first;
}

/** The definitions of `names`, and those of the same module that they use, until `mostLines` lines are told. */
export function definitionsUsed(code: string, names: readonly string[], mostLines: number): Definition[] {
  const known = new Map(definitionsOf(code).map((definition) => [definition.name, definition]));
  const chosen: Definition[] = [];
  let room = mostLines;
  const queue = [...names];
  const seen = new Set<string>();
  for (let name = queue.shift(); name !== undefined && room > 0; name = queue.shift()) {
    const definition = known.get(name);
    if (definition === undefined || seen.has(name)) continue;
    seen.add(name);
    const lines = definition.lines.slice(0, room);
    room -= lines.length;
    chosen.push({ ...definition, lines });
    const words = new Set(definition.lines.join('\n').match(/[A-Za-z_]\w*/g));
    queue.push(...[...known.keys()].filter((other) => words.has(other)));
  }
  return chosen.sort((a, b) => a.line - b.line);
}
