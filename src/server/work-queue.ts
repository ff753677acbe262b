import { ServiceError } from './service-error.ts';

export interface WorkQueueOptions {
  /** Pieces of work under way at a time. */
  readonly atOnce: number;
  /** Pieces that may wait; beyond it `submit` refuses. */
  readonly capacity: number;
  /** How long work goes on for somebody who no longer waits for it: to end a sandbox costs more than most judgements. */
  readonly graceMs?: number;
}

export interface Submitted<Result> {
  readonly work: (signal: AbortSignal) => Promise<Result>;
  /** Work of one lane waits in its order; lanes take turns, so that a large batch holds up no single request. */
  readonly lane: object;
  /** Whoever waits for it has gone. */
  readonly signal: AbortSignal;
  /** How long it may wait for its turn. What has begun is finished: a candidate that dawdles has a verdict all the same. */
  readonly waitMs: number;
}

interface Entry {
  readonly lane: object;
  begin(): void;
}

/** A bounded queue: first come first served between lanes, refusing instead of growing. */
export class WorkQueue {
  readonly #options: WorkQueueOptions;
  /** In the order of their next turn. */
  readonly #lanes = new Map<object, Set<Entry>>();
  #waiting = 0;
  #running = 0;
  #idle: (() => void)[] = [];

  constructor(options: WorkQueueOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#waiting;
  }

  get running(): number {
    return this.#running;
  }

  get capacity(): number {
    return this.#options.capacity;
  }

  /** How many more pieces would be taken now. */
  get room(): number {
    return this.#options.capacity - this.#waiting + Math.max(0, this.#options.atOnce - this.#running);
  }

  /** Throws ServiceError: `busy`, `gone` or `deadline`. */
  submit<Result>({ work, lane, signal, waitMs }: Submitted<Result>): Promise<Result> {
    if (signal.aborted) return Promise.reject(gone());
    if (this.room < 1) return Promise.reject(new ServiceError('busy', 'the queue is full'));
    return new Promise<Result>((resolve, reject) => {
      const leave = (error: ServiceError) => {
        this.#remove(entry);
        settle(() => reject(error));
      };
      const onGone = () => leave(gone());
      const timer = setTimeout(() => leave(new ServiceError('deadline', 'it waited longer than its deadline')), waitMs);
      const settle = (action: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onGone);
        action();
      };
      const entry: Entry = {
        lane,
        begin: () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', onGone);
          this.#run(work, signal).then(resolve, reject);
        },
      };
      signal.addEventListener('abort', onGone, { once: true });
      this.#add(entry);
      this.#admit();
    });
  }

  /** Resolves when nothing waits and nothing runs. */
  async idle(): Promise<void> {
    if (this.#waiting === 0 && this.#running === 0) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  async #run<Result>(work: (signal: AbortSignal) => Promise<Result>, signal: AbortSignal): Promise<Result> {
    const stop = new AbortController();
    let grace: NodeJS.Timeout | undefined;
    const onGone = () => {
      grace = setTimeout(() => stop.abort(), this.#options.graceMs ?? 1000);
    };
    signal.addEventListener('abort', onGone, { once: true });
    try {
      const result = await work(stop.signal);
      if (signal.aborted) throw gone();
      return result;
    } catch (error) {
      throw signal.aborted ? gone() : error;
    } finally {
      clearTimeout(grace);
      signal.removeEventListener('abort', onGone);
      this.#running -= 1;
      this.#admit();
      if (this.#waiting === 0 && this.#running === 0) for (const wake of this.#idle.splice(0)) wake();
    }
  }

  #add(entry: Entry): void {
    const lane = this.#lanes.get(entry.lane) ?? new Set();
    lane.add(entry);
    this.#lanes.set(entry.lane, lane);
    this.#waiting += 1;
  }

  #remove(entry: Entry): void {
    const lane = this.#lanes.get(entry.lane);
    if (lane?.delete(entry)) this.#waiting -= 1;
    if (lane?.size === 0) this.#lanes.delete(entry.lane);
    if (this.#waiting === 0 && this.#running === 0) for (const wake of this.#idle.splice(0)) wake();
  }

  #admit(): void {
    while (this.#running < this.#options.atOnce) {
      const next = this.#next();
      if (next === undefined) return;
      this.#running += 1;
      next.begin();
    }
  }

  #next(): Entry | undefined {
    for (const [key, lane] of this.#lanes) {
      const [entry] = lane;
      this.#lanes.delete(key);
      if (entry === undefined) continue;
      lane.delete(entry);
      this.#waiting -= 1;
      if (lane.size > 0) this.#lanes.set(key, lane); // behind the others
      return entry;
    }
    return undefined;
  }
}

function gone(): ServiceError {
  return new ServiceError('gone', 'the client has gone');
}
