// Where runs and workers find each other: each says again and again what it is, under a key that fades when it falls
// silent. Nothing is counted here: work and results are in the queues.
import { randomUUID } from 'node:crypto';
import { Redis, ReplyError } from 'ioredis';
import type { z } from 'zod';
import { EnvironmentFault } from '../core/errors.ts';
import { prefix, type QueueConnection } from './connection.ts';
import { type Announcement, announcementSchema, type RunAnnouncement, runAnnouncementSchema } from './messages.ts';
import { faultOf, messageOf, type TroubleTeller } from './tell-troubles.ts';

const beatMs = 2000;
const fadesAfterMs = 15_000;

export interface Lobby {
  readonly id: string;
  workers(): Promise<Announcement[]>;
  runs(): Promise<RunAnnouncement[]>;
  /** Until `close`; what was said before is replaced. */
  announce(kind: 'worker', what: Omit<Announcement, 'id'>): Promise<void>;
  announce(kind: 'run', what: Omit<RunAnnouncement, 'id'>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Throws EnvironmentFault when nothing answers there, or what answers does not let this machine work, then and later. A
 * connection that is lost later is made again by itself, and what is asked waits for it: `troubles` is told why.
 */
export async function openLobby(options: QueueConnection, troubles?: TroubleTeller): Promise<Lobby> {
  const redis = new Redis({ ...options, lazyConnect: true });
  await assertReachable(redis, options);
  troubles?.listen(redis);
  const id = randomUUID();
  let beat: NodeJS.Timeout | undefined;
  let key: string | undefined;

  async function read<Schema extends z.ZodType>(kind: string, schema: Schema): Promise<z.infer<Schema>[]> {
    const keys: string[] = [];
    let cursor = '0';
    do {
      const scan = redis.scan(cursor, 'MATCH', `${prefix}:lobby:${kind}:*`, 'COUNT', 1000);
      const [next, found] = await scan.catch(refused);
      cursor = next;
      keys.push(...found);
    } while (cursor !== '0');
    const texts = keys.length === 0 ? [] : await redis.mget(keys).catch(refused);
    return texts.flatMap((text) => {
      const parsed = schema.safeParse(text === null ? undefined : JSON.parse(text));
      return parsed.success ? [parsed.data] : []; // of a version that says other things: its terms differ anyway
    });
  }

  return {
    id,
    workers: () => read('worker', announcementSchema),
    runs: () => read('run', runAnnouncementSchema),
    async announce(kind, what) {
      clearInterval(beat);
      const [name, text] = [`${prefix}:lobby:${kind}:${id}`, JSON.stringify({ ...what, id })];
      key = name;
      const say = () => redis.set(name, text, 'PX', fadesAfterMs);
      beat = setInterval(() => void (redis.status === 'ready' && say().catch(() => undefined)), beatMs);
      await say().catch(refused);
    },
    async close() {
      clearInterval(beat);
      if (key !== undefined && redis.status === 'ready') await redis.del(key).catch(() => undefined);
      redis.disconnect();
    },
  };
}

async function assertReachable(redis: Redis, { host, port, tls }: QueueConnection): Promise<void> {
  // What kept it from connecting: the promise itself only says that the connection was closed.
  let seen: unknown;
  redis.on('error', (error: unknown) => {
    seen ??= error;
  });
  try {
    await Promise.race([redis.connect().then(() => redis.ping()), late(10_000)]);
    if (seen !== undefined) throw seen; // it answers, and has refused what came first
  } catch (error) {
    redis.disconnect();
    const cause = seen ?? error;
    if (cause instanceof ReplyError) refused(cause);
    throw new EnvironmentFault(`no Redis answers at ${host}:${port}: ${messageOf(cause)}`, {
      cause,
      hint:
        tls === undefined
          ? 'start one (apt-get install redis-server), or mend --queue: rediss:// where the server speaks TLS'
          : 'rediss:// is for a server that speaks TLS, with a certificate that is trusted here (NODE_EXTRA_CA_CERTS)',
    });
  }
}

function refused(cause: unknown): never {
  throw faultOf(cause) ?? new EnvironmentFault(`Redis does not do what it is asked: ${messageOf(cause)}`, { cause });
}

async function late(milliseconds: number): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
  throw new Error('no answer in time');
}
