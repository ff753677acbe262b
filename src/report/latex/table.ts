import { escapeLatex } from './escape-latex.ts';

interface Table {
  readonly names: readonly string[];
  /** Cells as LaTeX; the first two are names. */
  readonly lines: readonly (readonly string[])[];
  readonly caption: string;
  readonly label: string;
}

export function table({ names, lines, caption, label }: Table): string {
  if (lines.length === 0) return '';
  const row = (cells: readonly string[]) => `    ${cells.join(' & ')} \\\\`;
  return [
    '\\begin{table}',
    '  \\centering',
    `  \\caption{${escapeLatex(caption)}}`,
    `  \\label{tab:${label}}`,
    `  \\begin{tabular}{ll${'r'.repeat(names.length - 2)}}`,
    '    \\toprule',
    row(names),
    '    \\midrule',
    ...lines.map(row),
    '    \\bottomrule',
    '  \\end{tabular}',
    '\\end{table}',
  ].join('\n');
}
