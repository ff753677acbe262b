/** Longer code is compared by its first tokens: the quadratic table stays below a few million cells. */
const mostTokens = 2000;

/** Words, numbers, and single signs; space and comments do not count. */
export function codeTokens(code: string): string[] {
  return code.replace(/#[^\n]*/g, '').match(/[A-Za-z_0-9]+|[^\sA-Za-z_0-9]/g) ?? [];
}

/** Tokens that must be added, removed or replaced to make one of the other (Levenshtein 1966). */
export function editDistance(one: readonly string[], other: readonly string[]): number {
  const columns = other.slice(0, mostTokens);
  let above = Uint32Array.from({ length: columns.length + 1 }, (_, column) => column);
  for (const [row, token] of one.slice(0, mostTokens).entries()) {
    const next = new Uint32Array(columns.length + 1);
    next[0] = row + 1;
    for (const [column, candidate] of columns.entries()) {
      const replaced = (above[column] ?? 0) + (token === candidate ? 0 : 1);
      next[column + 1] = Math.min(replaced, (above[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1);
    }
    above = next;
  }
  return above[columns.length] ?? 0;
}
