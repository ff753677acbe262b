import { blankLines } from './python-lines.ts';

/** Names that a module binds at its top level, by how. */
export interface TopLevelNames {
  /** By `def` or `class`, and constants in capitals. */
  readonly defined: ReadonlySet<string>;
  readonly imported: ReadonlySet<string>;
  /** By any other assignment. */
  readonly assigned: ReadonlySet<string>;
}

const definition = /^(?:(?:async[ \t]+)?def[ \t]+(\w+)[ \t]*[([]|class[ \t]+(\w+)[ \t]*[:([])/;
const importing = /^import[ \t]+\w[\w.]*(?:[ \t]+as[ \t]+\w+)?[ \t]*(?:,[ \t]*\w[\w.]*(?:[ \t]+as[ \t]+\w+)?[ \t]*)*$/;
const importingFrom = /^from[ \t]+[\w.]+[ \t]+import(?=[ \t(*])(.*)$/;
const assignment = /^([A-Za-z_][\w, \t]*?)(?::[^=]*)?=(?!=)/;

/** A line that nothing but Python has at its beginning: a definition or an import. */
export function isPythonSign(blankedLine: string): boolean {
  return definition.test(blankedLine) || importing.test(blankedLine) || importingFrom.test(blankedLine);
}

export function isAssignment(blankedLine: string): boolean {
  return assignment.test(blankedLine);
}

export function looksLikePython(source: string): boolean {
  return blankLines(source).some(isPythonSign);
}

export function topLevelNames(source: string): TopLevelNames {
  const defined = new Set<string>();
  const imported = new Set<string>();
  const assigned = new Set<string>();
  const lines = blankLines(source);
  for (const [index, line] of lines.entries()) {
    const [, asFunction, asClass] = definition.exec(line) ?? [];
    const imports = importing.test(line) ? line.slice('import'.length) : importsFrom(line, lines, index);
    for (const name of [asFunction, asClass]) if (name !== undefined) defined.add(name);
    for (const name of boundBy(imports)) imported.add(name);
    for (const name of assignment.exec(line)?.[1]?.split(',') ?? []) {
      const target = name.trim();
      if (/^[A-Z][A-Z0-9_]*$/.test(target)) defined.add(target);
      else if (/^\w+$/.test(target)) assigned.add(target);
    }
  }
  return { defined, imported, assigned };
}

/** Every word of the code but attributes; strings and comments are left out. */
export function wordsOf(source: string): ReadonlySet<string> {
  return new Set(blankLines(source).flatMap((line) => line.match(/(?<![\w.])[A-Za-z_]\w*/g) ?? []));
}

/** What stands behind `import` of a `from` line, taken together with the lines that its bracket spans. */
function importsFrom(line: string, lines: readonly string[], index: number): string {
  const names = importingFrom.exec(line)?.[1] ?? '';
  if (!names.includes('(')) return names;
  const spanned: string[] = [names.replace('(', '')];
  for (let next = index + 1; !spanned.at(-1)?.includes(')'); next++) {
    const following = lines[next];
    // Lines at the left edge are the next statement: the bracket was never closed.
    if (following === undefined || /^\w/.test(following)) break;
    spanned.push(following);
  }
  return spanned.join(' ').replace(/\).*/, '');
}

/** `os.path, json as j` binds `os` and `j`. */
function boundBy(imports: string): readonly string[] {
  return imports.split(',').flatMap((item) => {
    const words = item.trim().split(/\s+/);
    const name = words[1] === 'as' ? words[2] : words[0]?.split('.')[0];
    return name === undefined || name === '' ? [] : [name];
  });
}
