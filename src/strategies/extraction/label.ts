const python = new Set(['python', 'python3', 'py', 'py3', 'python2', 'python-3', 'ipython']);
/** Labels that say nothing about the language. */
const neutral = new Set(['', 'code', 'text', 'txt', 'plaintext', 'plain', 'solution', 'answer', 'secure', 'module']);

export function isPythonLabel(label: string): boolean {
  return python.has(label);
}

export function isNeutralLabel(label: string): boolean {
  return neutral.has(label) || label.endsWith('.py');
}
