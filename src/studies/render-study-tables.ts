import type { StudyTable } from './study-table.ts';

/** Tables as text, to the digits that the studies print; a dash where there is no figure, `*` at a known slip. */
export function renderStudyTables(tables: readonly StudyTable[]): string {
  return `${tables.map(renderTable).join('\n\n')}\n`;
}

function renderTable({ number, title, columns, rows, notes }: StudyTable): string {
  const isMixed = rows.some(({ published }) => published === undefined);
  const cells = rows.map(({ name, cells: values, published }) => [
    published !== undefined && isMixed ? `${name} °` : name,
    ...columns.map(({ digits }, place) => {
      const value = values[place] ?? null;
      return `${value === null ? '–' : value.toFixed(digits)}${published?.slips.includes(place) === true ? '*' : ''}`;
    }),
  ]);
  const groups = ['', ...columns.map(({ group }, place) => (group === columns[place - 1]?.group ? '' : group))];
  const names = ['', ...columns.map(({ name }) => name)];
  const widths = names.map((name, place) =>
    Math.max(
      name.length,
      ...cells.map((line) => (line[place] ?? '').length),
      place === 0 ? 0 : groupWidth(groups, place),
    ),
  );
  const lay = (line: readonly string[]): string =>
    line
      .map((cell, place) => (place === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[place] ?? 0)))
      .join('  ')
      .trimEnd();
  const head = groups.some((group) => group !== '') ? [layGroups(groups, widths)] : [];
  return [`Table ${number}: ${title}`, ...head, lay(names), ...cells.map(lay), ...notes].join('\n');
}

/** A group's name may run over its columns; only one that stands above a single column widens it. */
function groupWidth(groups: readonly string[], place: number): number {
  const isSingle = place + 1 >= groups.length || groups[place + 1] !== '';
  return isSingle ? (groups[place] ?? '').length : 0;
}

function layGroups(groups: readonly string[], widths: readonly number[]): string {
  let line = '';
  let start = 0;
  for (const [place, group] of groups.entries()) {
    if (group !== '') line = `${line.padEnd(start)}${group}`;
    start += (widths[place] ?? 0) + 2;
  }
  return line;
}
