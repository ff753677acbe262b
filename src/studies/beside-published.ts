import { type PublishedStudy, publishedTables } from './published-tables.ts';
import type { StudyTable } from './study-table.ts';

/** A run's tables with the study's rows below its own, in the columns that the run has whole. */
export function besidePublished(
  tables: readonly StudyTable[],
  study: PublishedStudy,
  isWhole: (group: string) => boolean,
): StudyTable[] {
  const published = new Map(publishedTables(study).map((table) => [table.number, table]));
  return tables.map((table) => {
    const kept = table.columns.flatMap(({ group }, place) => (isWhole(group) ? [place] : []));
    const columns = kept.flatMap((place) => table.columns[place] ?? []);
    const theirs = published.get(table.number);
    const nameOf = ({ group, name }: StudyTable['columns'][number]) => `${group} ${name}`;
    const places = columns.map((column) => theirs?.columns.findIndex((one) => nameOf(one) === nameOf(column)) ?? -1);
    const pick = (cells: StudyTable['rows'][number]['cells'], from: readonly number[]) =>
      from.map((place) => cells[place] ?? null);
    return {
      ...table,
      columns,
      rows: [
        ...table.rows.map((row) => ({ ...row, cells: pick(row.cells, kept) })),
        ...(theirs?.rows ?? []).map((row) => ({
          name: row.name,
          cells: pick(row.cells, places),
          published: {
            slips: places.flatMap((place, own) => (row.published?.slips.includes(place) === true ? [own] : [])),
          },
        })),
      ],
      notes: [
        ...table.notes,
        `Rows with ° are published: ${study.paper}, table ${table.number}.`,
        ...(theirs?.notes ?? []).filter((note) => columns.some((column) => note.includes(`, ${nameOf(column)},`))),
      ],
    };
  });
}
