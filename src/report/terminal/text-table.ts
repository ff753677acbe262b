import { displayWidth, fitWidth, padWidth } from './display-width.ts';

/** A cell: its text, already plain, and how it is painted once it is padded. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

export interface TextTable {
  /** Two lines of heading for each column; the first column is the name. */
  readonly headings: readonly (readonly [string, string])[];
  /** A row of cells, or one line that stands alone. */
  readonly lines: readonly (readonly Cell[] | Cell)[];
  readonly columns: number;
  readonly paintHeading: (text: string) => string;
}

/** Lays out a table: names to the left and shortened to fit, figures to the right. */
export function layOutTable({ headings, lines, columns, paintHeading }: TextTable): string[] {
  const rows = lines.filter((line) => isRow(line));
  const widths = headings.map((heading, index) =>
    Math.max(...heading.map(displayWidth), ...rows.map((cells) => displayWidth(cells[index]?.text ?? ''))),
  );
  const [names = 0, ...figures] = widths;
  const needed = figures.reduce((sum, figure) => sum + figure, 0);
  const gap = names + needed + 2 * figures.length <= columns ? 2 : 1;
  const nameWidth = Math.max(8, Math.min(names, columns - needed - gap * figures.length));

  const layOut = (cells: readonly Cell[]): string =>
    cells
      .map(({ text, paint = (same) => same }, index) => {
        if (index === 0) return paint(padWidth(fitWidth(text, nameWidth), nameWidth));
        return ' '.repeat(gap) + paint(padWidth(text, widths[index] ?? 0, 'before'));
      })
      .join('')
      .trimEnd();
  const heading = (line: 0 | 1): string => {
    const text = layOut(headings.map((texts) => ({ text: texts[line] })));
    return text === '' ? '' : paintHeading(text);
  };
  const body = lines.map((line) => {
    if (isRow(line)) return layOut(line);
    const text = fitWidth(line.text, columns);
    return line.paint?.(text) ?? text;
  });
  return [heading(0), heading(1), ...body].filter((line) => line !== '');
}

function isRow(line: readonly Cell[] | Cell): line is readonly Cell[] {
  return Array.isArray(line);
}
