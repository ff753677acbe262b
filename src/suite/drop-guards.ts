/** A reference without one of its defences. */
export interface Mutant {
  /** The line that no longer acts: `if response.status != 200:`. */
  readonly guard: string;
  /** Its number, from 1. */
  readonly line: number;
  readonly code: string;
}

const condition = /^(\s*)(if|elif) (.+):\s*$/;
const leaves = /^(raise|return|continue|break|abort)\b/;

/**
 * The mutants of Python source in which one guard never acts. A guard is an `if` on one line whose block ends by
 * leaving (raise, return, continue, break, abort): where a defence says no.
 */
export function dropGuards(code: string): Mutant[] {
  const lines = code.split('\n');
  return lines.flatMap((line, index) => {
    const found = condition.exec(line);
    if (found === null || !leaves.test(lastOfBlock(lines, index))) return [];
    const [, indent = '', keyword = '', test = ''] = found;
    const mutated = [...lines];
    mutated[index] = `${indent}${keyword} False and (${test}):`;
    return [{ guard: line.trim(), line: index + 1, code: mutated.join('\n') }];
  });
}

/** The last statement, on one line, at the first level of the block that line `start` opens. */
function lastOfBlock(lines: readonly string[], start: number): string {
  const depth = indentOf(lines[start] ?? '');
  let level: number | undefined;
  let last = '';
  for (const line of lines.slice(start + 1)) {
    if (line.trim() === '') continue;
    const indent = indentOf(line);
    if (indent <= depth) break;
    level ??= indent;
    if (indent === level) last = line.trim();
  }
  return last;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
