import { z } from 'zod';
import { canonicalJson, sha256 } from '../core/canonical.ts';

/** What has to be the same on every machine of a run, so that its verdicts do not depend on which of them judged. */
export const termsSchema = z.object({
  seceval: z.string(),
  suite: z.object({ name: z.string(), fingerprint: z.string() }),
  environment: z.string(),
  tier: z.string(),
  /** Ids of tasks that cannot be judged there, sorted. */
  unable: z.array(z.string()),
});
export type Terms = z.infer<typeof termsSchema>;

/** What a run asks for before it knows a worker. */
export const wantedSchema = termsSchema.partial().required({ seceval: true, suite: true });
export type Wanted = z.infer<typeof wantedSchema>;

/** Names the queue: a worker never sees work of other terms. */
export function termsKey(terms: Terms): string {
  return sha256(canonicalJson(terms)).slice(0, 16);
}

/** In words, what keeps a worker from a run; empty when nothing does. */
export function differences(wanted: Wanted, had: Terms): string[] {
  const found: string[] = [];
  const differ = (what: string, one: string | undefined, other: string) => {
    if (one !== undefined && one !== other)
      found.push(`${what} ${short(one)} is wanted, and the worker has ${short(other)}`);
  };
  differ('version', wanted.seceval, had.seceval);
  const named = ({ name, fingerprint }: Terms['suite']) => `${name} ${fingerprint}`;
  differ('the suite', named(wanted.suite), named(had.suite));
  differ('the environment', wanted.environment, had.environment);
  differ('the sandbox tier', wanted.tier, had.tier);
  if (wanted.unable !== undefined) differ('a machine without', list(wanted.unable), list(had.unable));
  return found;
}

function list(ids: readonly string[]): string {
  return ids.length === 0 ? 'no task' : ids.join(' and ');
}

/** Fingerprints are told by their beginning. */
function short(text: string): string {
  return text.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1');
}
