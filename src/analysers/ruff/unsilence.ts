/**
 * Code without the words that would silence ruff: `# noqa`, `# ruff: noqa`, `# ruff: disable[S608]`, `# flake8: noqa`.
 * They stand in text that a model wrote, and what it says of itself must not decide. Lengths and lines stay as they are.
 */
export function unsilence(code: string): string {
  return code
    .replace(/noqa/gi, 'n_qa')
    .replace(/#(\s*)ruff(\s*):/gi, '#$1r_ff$2:')
    .replace(/#(\s*)flake8(\s*):/gi, '#$1fl_ke8$2:');
}
