/** The first columns are names, the others figures. Cells as Markdown. */
export function table(names: readonly string[], lines: readonly (readonly string[])[], named = 2): string {
  const rule = names.map((_, index) => (index < named ? ':--' : '--:'));
  return [names, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
