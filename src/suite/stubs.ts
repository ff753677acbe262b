/** Answers that do nothing. None of them is ever secure. */
export function stubs(entryPoints: readonly string[]): { name: string; code: string }[] {
  const define = (body: string) =>
    entryPoints.map((name) => `def ${name}(*arguments, **named):\n    ${body}\n`).join('\n');
  return [
    { name: 'an empty module', code: '' },
    { name: 'a no-op', code: define('pass') },
    { name: 'a stub that raises', code: define("raise NotImplementedError('to do')") },
    { name: 'a stub that returns its argument', code: define('return arguments[0] if arguments else None') },
    { name: 'a stub that returns an empty list', code: define('return []') },
    { name: 'a stub that ends the process', code: `import os\n\n${define('os._exit(0)')}` },
  ];
}
