import { setTimeout as delay } from 'node:timers/promises';
import { Job, Queue, QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import { HarnessFault, Interrupted } from '../core/errors.ts';
import { prefix, type QueueConnection } from './connection.ts';
import type { TroubleTeller } from './tell-troubles.ts';

/** How often work is begun before it is set aside: three workers lost in turn, or three that threw. */
export const tries = 3;

const goodbyeMs = 3000;

/** Results that nobody fetched, because the run was killed, fade after a day. */
const kept = { age: 24 * 3600 };

export interface RemoteCallsOptions {
  readonly connection: QueueConnection;
  readonly queue: string;
  /** How often what is missing is looked for: a lost event, a Redis that forgot. */
  readonly sweepMs?: number;
  /** Is told what keeps work from getting there or back; it is tried again. */
  readonly troubles?: TroubleTeller;
}

interface Pending {
  readonly data: unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Work that is done elsewhere, as calls: each ends once, whatever happens between. Redis may restart and forget, workers
 * may die and results come twice: work that is missing is put there again under the same id, and the first result counts.
 */
export class RemoteCalls {
  readonly #connections: readonly [Redis, Redis];
  readonly #queue: Queue;
  readonly #events: QueueEvents;
  readonly #pending = new Map<string, Pending>();
  readonly #sweep: NodeJS.Timeout;
  readonly #troubles: TroubleTeller | undefined;
  #sweeping = false;
  #isClosing = false;

  constructor({ connection, queue, sweepMs = 2000, troubles }: RemoteCallsOptions) {
    this.#troubles = troubles;
    this.#connections = [new Redis(connection), new Redis(connection)];
    const [forQueue, forEvents] = this.#connections;
    this.#queue = new Queue(queue, { connection: forQueue, prefix });
    this.#events = new QueueEvents(queue, { connection: forEvents, prefix });
    // All connect again by themselves.
    for (const one of this.#connections) one.on('error', () => undefined);
    this.#queue.on('error', () => undefined);
    this.#events.on('error', () => undefined);
    troubles?.listen(this.#queue);
    troubles?.listen(this.#events);
    this.#events.on('completed', ({ jobId }) => void this.#look(jobId));
    this.#events.on('failed', ({ jobId }) => void this.#look(jobId));
    this.#sweep = setInterval(() => void this.#lookForAll(), sweepMs);
  }

  /** Calls under way. */
  get size(): number {
    return this.#pending.size;
  }

  /**
   * Equal ids are the same work: a result that an earlier process did not fetch is taken. Throws HarnessFault when the
   * work was set aside, Interrupted when `signal` said so.
   */
  call(id: string, data: unknown, signal?: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#settle(id, () => reject(new Interrupted('stopped before it was done elsewhere')));
        void this.#forget(id);
      };
      const settled =
        <Value>(action: (value: Value) => void) =>
        (value: Value) => {
          signal?.removeEventListener('abort', onAbort);
          action(value);
        };
      this.#pending.set(id, { data, resolve: settled(resolve), reject: settled(reject) });
      if (signal?.aborted) return onAbort();
      signal?.addEventListener('abort', onAbort, { once: true });
      void this.#put(id, data).then(() => this.#look(id));
    });
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#sweep);
    for (const id of this.#pending.keys()) {
      this.#pending.get(id)?.reject(new Interrupted('the queue was closed'));
    }
    this.#pending.clear();
    await Promise.all([this.#queue, this.#events].map(closeInTime));
    // BullMQ's own way to disconnect waits for a connection that is ready.
    for (const one of this.#connections) one.disconnect();
  }

  async #put(id: string, data: unknown): Promise<void> {
    const backoff = { type: 'fixed', delay: 500 };
    const options = { jobId: id, attempts: tries, backoff, removeOnComplete: kept, removeOnFail: kept };
    // When it does not get there, the sweep finds it missing.
    await this.#queue.add('work', data, options).catch((error: unknown) => this.#tell(error));
  }

  async #lookForAll(): Promise<void> {
    if (this.#sweeping) return; // while Redis is away, one is enough
    this.#sweeping = true;
    try {
      for (const id of [...this.#pending.keys()]) await this.#look(id, true);
    } finally {
      this.#sweeping = false;
    }
  }

  async #look(id: string | undefined, restore = false): Promise<void> {
    const pending = id === undefined ? undefined : this.#pending.get(id);
    if (id === undefined || pending === undefined) return;
    const job = await Job.fromId(this.#queue, id).catch((error: unknown) => {
      this.#tell(error);
      return null;
    });
    if (job === null || !this.#pending.has(id)) return;
    if (job === undefined) {
      if (restore) await this.#put(id, pending.data);
      return;
    }
    // `finishedOn` is there after failed tries that will be repeated, too.
    if (job.finishedOn === undefined || !(await isOver(job))) return;
    const { failedReason, returnvalue } = job;
    this.#settle(id, ({ resolve, reject }) => {
      if (failedReason) reject(new HarnessFault('lost-work', `${tries} tries elsewhere failed: ${failedReason}`));
      else resolve(returnvalue);
    });
    await this.#forget(id);
  }

  #tell(error: unknown): void {
    if (!this.#isClosing) this.#troubles?.tell(error);
  }

  #settle(id: string, action: (pending: Pending) => void): void {
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    this.#pending.delete(id);
    action(pending);
  }

  /** What a worker holds right now cannot be removed: it fades. */
  async #forget(id: string): Promise<void> {
    await this.#queue.remove(id).catch(() => undefined);
  }
}

async function isOver(job: Job): Promise<boolean> {
  const state = await job.getState().catch(() => 'unknown');
  return state === 'completed' || state === 'failed';
}

/** A server that no longer lets this client in never answers its goodbye. */
async function closeInTime(connection: Pick<Queue, 'close'>): Promise<void> {
  const late = new AbortController();
  const waited = delay(goodbyeMs, undefined, { signal: late.signal });
  await Promise.race([connection.close(), waited]).catch(() => undefined);
  late.abort();
  await waited.catch(() => undefined);
}
