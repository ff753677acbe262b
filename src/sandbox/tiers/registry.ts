import type { TierName } from '../../core/tier.ts';
import { bubblewrap } from './bubblewrap.ts';
import { container } from './container.ts';
import type { Tier } from './tier.ts';

/** Undefined: a tier that this version does not have yet. */
export const tiers: Readonly<Record<TierName, Tier | undefined>> = {
  bubblewrap,
  container,
  uids: undefined,
  runsc: undefined,
  'unsafe-process': undefined,
};
