import { UserMistake } from '../core/errors.ts';
import type { Lobby } from './lobby.ts';
import { differences, type Terms } from './terms.ts';

/** A worker that fits none of the runs that are there would only wait: better that somebody hears of it now. Throws UserMistake. */
export async function refuseUnlikeRuns(lobby: Pick<Lobby, 'runs'>, terms: Terms): Promise<void> {
  const runs = await lobby.runs();
  const found = runs.map(({ wanted }) => differences(wanted, terms));
  if (found.length === 0 || found.some((list) => list.length === 0)) return;
  throw new UserMistake(`this worker is refused: ${found[0]?.join('; ')}`, {
    hint: 'give it the version, --suite, --vary and --tier of the run, or another --queue',
  });
}
