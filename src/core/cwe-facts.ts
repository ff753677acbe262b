import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { CweId } from './cwe.ts';

const cweFactsSchema = z.object({
  version: z.string(),
  date: z.string(),
  weaknesses: z.record(z.string(), z.object({ name: z.string(), parents: z.array(z.string()) })),
});
type CweFacts = z.infer<typeof cweFactsSchema>;

let loaded: CweFacts | undefined;

// Read at first use (most commands need none of it), and from disk: importing JSON prints a warning on Node 20.
function cweFacts(): CweFacts {
  loaded ??= cweFactsSchema.parse(JSON.parse(readFileSync(new URL('./cwe-facts.json', import.meta.url), 'utf8')));
  return loaded;
}

/** MITRE's name of a weakness; undefined when the list does not have it (categories and views are not in it). */
export function cweName(id: CweId): string | undefined {
  return weaknessOf(id)?.name;
}

/** The weaknesses that this one is a direct child of in the Research Concepts view; empty at a root or when unknown. */
export function cweParents(id: CweId): readonly CweId[] {
  return weaknessOf(id)?.parents ?? [];
}

function weaknessOf(id: CweId) {
  const { weaknesses } = cweFacts();
  return Object.hasOwn(weaknesses, id) ? weaknesses[id] : undefined;
}
