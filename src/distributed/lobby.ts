// Where runs and workers find each other: each says again and again what it is, under a key that fades when it falls
// silent. Nothing is counted here: work and results are in the queues.
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import type { z } from 'zod';
import { EnvironmentFault } from '../core/errors.ts';
import { prefix, type QueueConnection } from './connection.ts';
import { type Announcement, announcementSchema, type RunAnnouncement, runAnnouncementSchema } from './messages.ts';

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

/** Throws EnvironmentFault when nothing answers there. */
export async function openLobby(options: QueueConnection): Promise<Lobby> {
  const redis = new Redis({ ...options, lazyConnect: true });
  redis.on('error', () => undefined); // it connects again by itself; commands wait meanwhile
  await assertReachable(redis, options);
  const id = randomUUID();
  let beat: NodeJS.Timeout | undefined;
  let key: string | undefined;

  async function read<Schema extends z.ZodType>(kind: string, schema: Schema): Promise<z.infer<Schema>[]> {
    const keys: string[] = [];
    let cursor = '0';
    do {
      const [next, found] = await redis.scan(cursor, 'MATCH', `${prefix}:lobby:${kind}:*`, 'COUNT', 1000);
      cursor = next;
      keys.push(...found);
    } while (cursor !== '0');
    const texts = keys.length === 0 ? [] : await redis.mget(keys);
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
      await say();
    },
    async close() {
      clearInterval(beat);
      if (key !== undefined && redis.status === 'ready') await redis.del(key).catch(() => undefined);
      redis.disconnect();
    },
  };
}

async function assertReachable(redis: Redis, { host, port }: QueueConnection): Promise<void> {
  try {
    await Promise.race([redis.connect(), late(10_000)]);
    await redis.ping();
  } catch (cause) {
    redis.disconnect();
    throw new EnvironmentFault(
      `no Redis answers at ${host}:${port}: ${cause instanceof Error ? cause.message : cause}`,
      {
        cause,
        hint: 'start one (apt-get install redis-server), or mend --queue; a password goes into SECEVAL_QUEUE_PASSWORD',
      },
    );
  }
}

async function late(milliseconds: number): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
  throw new Error('no answer in time');
}
