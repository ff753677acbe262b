import { setTimeout as delay } from 'node:timers/promises';
import type { Submission } from '../../core/judge.ts';
import type { Judgement } from '../../core/verdict.ts';
import { judgementOf } from '../../runner/testing/fake-parts.ts';
import type { Terms } from '../terms.ts';

export const fakeTerms: Terms = {
  seceval: '1',
  suite: { name: 'fake', fingerprint: 'f' },
  environment: 'e',
  tier: 'none',
  unable: [],
};

export const fakeDescription = { tier: 'none', environment: 'image', limits: {}, deviations: [] };

/** The same judgement for the same code, tests and evidence included, on whichever machine. */
export async function judgeFake({ code }: Submission): Promise<Judgement> {
  await delay(20);
  const evidence = { message: `${code} was seen`, payload: "' OR '1' = '1" };
  const seen = { name: 'test_a_quote_is_data[quote-or]', kind: 'security', outcome: 'fail', evidence } as const;
  const held = { name: 'test_it_works', kind: 'functional', outcome: 'pass', cpuSeconds: 0.5 } as const;
  return { ...judgementOf(code), tests: [held, seen] };
}
