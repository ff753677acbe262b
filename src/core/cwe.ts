import { z } from 'zod';

/** A weakness of MITRE's Common Weakness Enumeration, written `CWE-89` (no leading zeros). */
export const cweIdSchema = z.string().regex(/^CWE-[1-9]\d{0,4}$/, 'a weakness is written CWE-89: no leading zeros');
export type CweId = z.infer<typeof cweIdSchema>;

/** The folder in which a suite keeps tasks of a weakness: `CWE-089`, so that a listing is sorted. */
export function cweFolder(cwe: CweId): string {
  return `CWE-${cwe.slice(4).padStart(3, '0')}`;
}
