import { UserMistake } from '../core/errors.ts';
import type { Study } from '../core/run.ts';
import { defaultSplit, type Split } from '../training/split.ts';
import type { SplitFlags } from './study-flags.ts';
import { numberFlag } from './study-options.ts';

/** The draw of families that the flags describe, whether or not a part of them was asked for. */
export function chosenSplit(flags: SplitFlags): Split {
  const share = numberFlag('--holdout', flags.holdout, { least: 0, most: 0.9 });
  const seed = numberFlag('--split-seed', flags.splitSeed, { least: 0, whole: true });
  return { share: share ?? defaultSplit.share, seed: seed ?? defaultSplit.seed };
}

/** The part of the families that a run asks for; undefined where it asks for all. */
export function chosenPart(flags: SplitFlags): Study['split'] {
  if (flags.split !== undefined) return { part: flags.split, ...chosenSplit(flags) };
  if (flags.holdout === undefined && flags.splitSeed === undefined) return undefined;
  throw new UserMistake('--holdout and --split-seed say how families are split, and no part is named', {
    hint: 'add --split holdout (to measure) or --split train (to learn from)',
  });
}
