/** The line (from 1) on which a Python module defines one of these names, the first of them that it does; line 1 when none. */
export function entryLine(code: string, entryPoints: readonly string[]): { line: number; name: string | undefined } {
  const lines = code.split('\n');
  for (const name of entryPoints) {
    const definition = new RegExp(
      `^(?:async +def|def|class) +${name}\\b|^${name}\\s*(?::[^=]+)?=(?!=)|\\bimport\\b.*\\b${name}\\b`,
    );
    const index = lines.findIndex((line) => definition.test(line.slice(0, 1000)));
    if (index !== -1) return { line: index + 1, name };
  }
  return { line: 1, name: undefined };
}
