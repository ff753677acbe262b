import type { BuiltEnvironment } from '../../core/environment.ts';
import { EnvironmentFault, UserMistake } from '../../core/errors.ts';
import { type TierName, tierNames } from '../../core/tier.ts';
import { tiers } from './registry.ts';
import type { Tier } from './tier.ts';

/** The strongest first. What is not here is used only where it is asked for by name. */
const order: readonly TierName[] = ['bubblewrap', 'container', 'uids', 'runsc'];

/** Whether a tier may be chosen without being asked for. */
export function isChosen(name: TierName): boolean {
  return order.includes(name);
}

/** All that this version has, in the order of choice. */
export function tiersByPreference(): Tier[] {
  const names = [...order, ...tierNames.filter((name) => !isChosen(name))];
  return names.flatMap((name) => tiers[name] ?? []);
}

/** The tier of that name. Throws UserMistake where this version has none. */
export function findTier(name: TierName): Tier {
  const tier = tiers[name];
  if (tier) return tier;
  const known = tiersByPreference().map((one) => one.name);
  throw new UserMistake(`this version of seceval has no sandbox tier '${name}'`, {
    hint: `it has ${known.join(', ')}`,
  });
}

/** The tier that was asked for, or the strongest whose set-up works here. Throws EnvironmentFault when none does. */
export async function chooseTier(asked: TierName | undefined, environment: BuiltEnvironment): Promise<Tier> {
  const candidates = asked === undefined ? tiersByPreference().filter(({ name }) => isChosen(name)) : [findTier(asked)];
  const refusals: string[] = [];
  let remedy: string | undefined;
  for (const tier of candidates) {
    const found = await tier.examine(environment);
    if (found.works) return tier;
    refusals.push(`${tier.name}: ${found.detail}`);
    remedy ??= found.remedy;
  }
  throw new EnvironmentFault(`nothing can be judged here: ${refusals.join('; ')}`, {
    hint: `${remedy === undefined ? '' : `${remedy}; `}seceval doctor shows what each tier needs`,
  });
}
