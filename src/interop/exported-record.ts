import { z } from 'zod';

const recordSchema = z.looseObject({ canary: z.string().includes('seceval canary GUID') });
const testSchema = z.looseObject({ test: z.string().regex(/\S/) });

/** The schema for records which others wrote: one that seceval has exported without its test says so in one line. */
export function unlessExported<Schema extends z.ZodType>(schema: Schema) {
  return z
    .unknown()
    .refine((record) => !recordSchema.safeParse(record).success || testSchema.safeParse(record).success, {
      path: ['test'],
      message:
        'none, since an export of seceval leaves its tests behind, so it cannot be judged here: judge answers with seceval score FILE --suite core (or the suite that was exported)',
      abort: true,
    })
    .pipe(schema);
}
