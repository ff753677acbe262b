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

/** Takes so long that whoever is told of its begin can interfere before its end. */
export const isSlow = ({ code }: Submission): boolean => code.startsWith('slow');

/** The same judgement for the same code, tests and evidence included, on whichever machine. */
export async function judgeFake(submission: Submission): Promise<Judgement> {
  const { code } = submission;
  await delay(isSlow(submission) ? 1500 : 20);
  const evidence = { message: `${code} was seen`, payload: "' OR '1' = '1" };
  const seen = { name: 'test_a_quote_is_data[quote-or]', kind: 'security', outcome: 'fail', evidence } as const;
  const held = { name: 'test_it_works', kind: 'functional', outcome: 'pass', cpuSeconds: 0.5 } as const;
  return { ...judgementOf(code), tests: [held, seen] };
}
