import { UserMistake } from '../core/errors.ts';
import { nearestMatch } from '../core/nearest-match.ts';
import type { Verdict } from '../core/verdict.ts';
import type { Scored } from './scorer.ts';

type Rewarded = Exclude<Verdict, 'inconclusive'> | 'correct' | 'wrong';

/** What each outcome is worth. `inconclusive` is not in it: it is a fault of the harness, and worth null. */
export type RewardScheme = Readonly<Record<Rewarded, number>>;

export const defaultRewards: RewardScheme = {
  secure: 1,
  vulnerable: 0.2,
  broken: 0,
  invalid: 0,
  pass: 1,
  fail: 0,
  correct: 1,
  wrong: 0,
};

/** `secure=1,vulnerable=-0.5`: what is not named keeps its default. Throws UserMistake. */
export function parseRewards(text: string): RewardScheme {
  const names = Object.keys(defaultRewards);
  const scheme: Record<string, number> = {};
  for (const part of text.split(',').filter((one) => one.trim() !== '')) {
    const [name = '', value = '', ...rest] = part.split('=').map((word) => word.trim());
    if (name === 'inconclusive') {
      throw new UserMistake('--reward: inconclusive has no reward', {
        hint: 'it is a fault of the harness and never of the candidate: its reward is null, to be left out',
      });
    }
    if (!names.includes(name)) {
      const near = nearestMatch(name, names);
      throw new UserMistake(`--reward: there is no outcome '${name}'`, {
        hint: near === undefined ? `it is one of ${names.join(', ')}` : `did you mean ${near}?`,
      });
    }
    if (value === '' || !Number.isFinite(Number(value)) || rest.length > 0) {
      throw new UserMistake(`--reward: '${part.trim()}' is not an outcome and its number`, {
        hint: 'write it like secure=1,vulnerable=0.2',
      });
    }
    scheme[name] = Number(value);
  }
  return { ...defaultRewards, ...scheme };
}

/** Null exactly for `inconclusive`. */
export function rewardOf(scored: Scored, scheme: RewardScheme): number | null {
  if (scored.kind === 'answer') return scheme[scored.correct ? 'correct' : 'wrong'];
  return scored.verdict === 'inconclusive' ? null : scheme[scored.verdict];
}
