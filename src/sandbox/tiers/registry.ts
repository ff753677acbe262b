import type { TierName } from '../../core/tier.ts';
import { bubblewrap } from './bubblewrap.ts';
import { container } from './container.ts';
import type { Tier } from './tier.ts';
import { uids } from './uids.ts';
import { unsafeProcess } from './unsafe-process.ts';

/** Undefined: a tier that this version does not have yet. */
export const tiers: Readonly<Record<TierName, Tier | undefined>> = {
  bubblewrap,
  container,
  uids,
  runsc: undefined,
  'unsafe-process': unsafeProcess,
};
