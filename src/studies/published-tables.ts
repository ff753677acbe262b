import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { modes } from '../core/mode.ts';
import type { StudyTable } from './study-table.ts';

export const publishedStudies = ['codeseceval-2024', 'secucogen-2023'] as const;
export type PublishedStudyName = (typeof publishedStudies)[number];

const tableSchema = z.strictObject({
  number: z.string(),
  title: z.string(),
  mode: z.enum(modes).optional(),
  strategy: z.string().optional(),
  columns: z.array(z.strictObject({ group: z.string(), name: z.string(), digits: z.number().int() })),
  rows: z.array(z.strictObject({ model: z.string(), cells: z.array(z.number().nullable()) })),
});
const slipSchema = z.strictObject({
  table: z.string(),
  model: z.string(),
  /** Group and name of the column. */
  column: z.string(),
  published: z.number(),
  why: z.string(),
});
const publishedSchema = z.strictObject({
  study: z.enum(publishedStudies),
  paper: z.string(),
  samples: z.number().int(),
  tables: z.array(tableSchema),
  /** Figures that cannot be right by the paper's own other figures. They stand as published. */
  slips: z.array(slipSchema),
});
export type PublishedStudy = z.infer<typeof publishedSchema>;

/** The numbers of a study's tables, as printed. */
export function readPublished(name: PublishedStudyName): PublishedStudy {
  return publishedSchema.parse(JSON.parse(readFileSync(new URL(`./published/${name}.json`, import.meta.url), 'utf8')));
}

/** A study's tables to be shown, slips marked and explained below. */
export function publishedTables({ tables, slips }: PublishedStudy): StudyTable[] {
  return tables.map(({ number, title, columns, rows }) => {
    const own = slips.filter(({ table }) => table === number);
    return {
      number,
      title,
      columns,
      rows: rows.map(({ model, cells }) => ({
        name: model,
        cells,
        published: {
          slips: columns.flatMap(({ group, name }, place) =>
            own.some((slip) => slip.model === model && slip.column === `${group} ${name}`) ? [place] : [],
          ),
        },
      })),
      notes: own.map(({ model, column, published, why }) => `* ${model}, ${column}, ${published}: ${why}.`),
    };
  });
}
