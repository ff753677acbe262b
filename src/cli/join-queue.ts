import pc from 'picocolors';
import { UserMistake } from '../core/errors.ts';
import type { Decoding, Model } from '../core/model.ts';
import type { Suite } from '../core/task.ts';
import type { TierName } from '../core/tier.ts';
import type { World } from '../evaluate.ts';
import type { Interruption } from './interruption.ts';
import type { StudyFlags } from './study-flags.ts';
import { readVersion } from './version.ts';

export interface JoinedQueue {
  readonly world: () => Promise<World>;
  readonly model: (spec: string, decoding: Decoding) => Promise<Model>;
  /** Requests under way for a model: workers have limits of their own. */
  readonly requestsPerModel: number;
  close(): Promise<void>;
}

interface Joining {
  readonly flags: StudyFlags & { readonly tier?: TierName; readonly workers?: string };
  readonly suite: Suite;
  readonly interruption: Interruption;
  /** Writes a line for whoever looks on. */
  readonly tell: (line: string) => void;
}

/** What of a run is each worker's own affair. */
const ofWorkers = ['baseUrl', 'requestsPerMinute', 'requestTimeout', 'retries', 'prices', 'workers'] as const;

/** The workers at a Redis in the place of this machine's judge and models. Throws UserMistake, EnvironmentFault. */
export async function joinQueue(url: string, { flags, suite, interruption, tell }: Joining): Promise<JoinedQueue> {
  const given = ofWorkers.find((name) => flags[name] !== undefined);
  if (given !== undefined) {
    const flag = `--${given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new UserMistake(`${flag} is a matter of each worker when there is a --queue`, {
      hint: `give it to seceval worker`,
    });
  }
  const { parseQueueUrl } = await import('../distributed/connection.ts');
  const { joinWorkers } = await import('../distributed/join-workers.ts');
  const connection = parseQueueUrl(url, process.env);
  const joined = await joinWorkers({
    connection,
    wanted: {
      seceval: readVersion(),
      suite: { name: suite.name, fingerprint: suite.fingerprint },
      ...(flags.tier !== undefined && { tier: flags.tier }),
    },
    signal: interruption.signal,
    onWaiting: (message) => tell(pc.dim(message)),
    onTrouble: (message) => tell(`seceval: Redis at ${connection.host}: ${message} (tried again until it answers)`),
    onFatal: (error) => interruption.giveUp(error),
  });
  return {
    world: () => joined.world(),
    model: (spec, decoding) => joined.model(spec, decoding),
    requestsPerModel: 64,
    close: () => joined.close(),
  };
}
