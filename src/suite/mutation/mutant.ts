import { z } from 'zod';

/** One weakening of a secure reference, as harness/mutation lists it. */
export const mutantSchema = z.strictObject({
  operator: z.string(),
  /** Its number, from 1. */
  line: z.number().int().min(1),
  /** Index in the reference's text, in UTF-16 units. */
  at: z.number().int().min(0),
  was: z.string(),
  now: z.string(),
});
export type Mutant = z.infer<typeof mutantSchema>;

/** A mutant that keeps the function: it is rejected, or it survives and somebody says why that is right. */
export const judgedMutantSchema = z.discriminatedUnion('verdict', [
  mutantSchema.extend({
    variant: z.string(),
    verdict: z.literal('vulnerable'),
    /** The attack that rejects it. */
    by: z.string(),
  }),
  mutantSchema.extend({
    variant: z.string(),
    verdict: z.literal('secure'),
    /**
     * What somebody found who read it; empty until then. `equivalent`: no weaker than the reference. `elsewhere`: a
     * fault, but no instance of the weakness that the task is about. `open`: weaker, and no test shows it yet.
     */
    kind: z.enum(['', 'equivalent', 'elsewhere', 'open']),
    why: z.string(),
  }),
]);
export type JudgedMutant = z.infer<typeof judgedMutantSchema>;

/**
 * What became of mutants. `broken` and `invalid` ones show nothing (no working program came of them); `unstable` ones
 * work, and die under attack without giving anything away.
 */
export const mutantFates = ['vulnerable', 'secure', 'unstable', 'broken', 'invalid'] as const;
export type MutantFate = (typeof mutantFates)[number];

/** Where a mutant stands is no part of what it is: lines move. */
export function identityOf(mutant: Mutant & { readonly variant: string }): string {
  return JSON.stringify([mutant.variant, mutant.operator, mutant.was, mutant.now]);
}

export function mutate(code: string, { at, was, now }: Mutant): string {
  return code.slice(0, at) + now + code.slice(at + was.length);
}
