// One machine's part in runs of others: takes work of the terms that it fulfils, and nothing else.
import { UnrecoverableError, Worker } from 'bullmq';
import type { Completion } from '../core/completion.ts';
import { EnvironmentFault, ModelRequestError } from '../core/errors.ts';
import type { Judge } from '../core/judge.ts';
import type { Decoding, Model } from '../core/model.ts';
import type { Task } from '../core/task.ts';
import { prefix, type QueueConnection } from './connection.ts';
import { type CompleteResult, completeJobSchema, completeQueue, judgeJobSchema, judgeQueue } from './messages.ts';
import { tries } from './remote-calls.ts';
import { tellTroubles } from './tell-troubles.ts';
import { type Terms, termsKey } from './terms.ts';

export interface WorkerEvents {
  readonly onDone?: (kind: 'judged' | 'completed') => void;
  /** The connection does not work; it is tried again, and what was lost meanwhile is done again. */
  readonly onTrouble?: (message: string) => void;
  /** Something that concerns all further work of this worker: it should end. */
  readonly onFatal?: (error: EnvironmentFault) => void;
}

export interface StartWorkerOptions extends WorkerEvents {
  readonly connection: QueueConnection;
  /** Work of a worker that has not been heard of for so long is given to another. */
  readonly lostAfterMs: number;
  readonly judging?: {
    readonly terms: Terms;
    readonly tasks: readonly Task[];
    readonly judge: Pick<Judge, 'judge'>;
    readonly slots: number;
  };
  readonly completing?: {
    readonly seceval: string;
    readonly specs: readonly string[];
    readonly concurrency: number;
    /** With this worker's own key and limits. */
    readonly open: (spec: string, decoding: Decoding) => Promise<Model>;
  };
}

export interface StartedWorker {
  /** Takes nothing more, ends what it has, and closes; `force` leaves that to others. */
  close(force: boolean): Promise<void>;
}

export function startWorker(options: StartWorkerOptions): StartedWorker {
  const { connection, lostAfterMs, judging, completing } = options;
  const stop = new AbortController();
  const settings = {
    connection,
    prefix,
    // Whole numbers: Redis refuses others, and then nothing that was lost would ever be found.
    lockDuration: Math.ceil(lostAfterMs),
    stalledInterval: Math.ceil(Math.max(200, lostAfterMs / 3)),
    // BullMQ counts tries that threw (`attempts`) and tries that were lost (stalls) apart; this bounds their sum.
    maxStartedAttempts: tries,
    maxStalledCount: tries,
  };
  const workers: Worker[] = [];
  let isClosing = false;
  const troubles = tellTroubles({
    onTrouble: (message) => isClosing || options.onTrouble?.(message),
    onFatal: (error) => isClosing || options.onFatal?.(error),
  });

  function take(queue: string, concurrency: number, process: (data: unknown) => Promise<unknown>): void {
    const worker = new Worker(queue, ({ data }) => contained(() => process(data)), { ...settings, concurrency });
    troubles.listen(worker);
    workers.push(worker);
  }

  async function contained(work: () => Promise<unknown>): Promise<unknown> {
    try {
      return await work();
    } catch (error) {
      // This machine's fault: another one tries.
      if (error instanceof EnvironmentFault) options.onFatal?.(error);
      throw error;
    }
  }

  if (judging !== undefined) {
    const tasks = new Map(judging.tasks.map((task) => [task.definition.id, task]));
    take(judgeQueue(termsKey(judging.terms)), judging.slots, async (data) => {
      const { task: id, ...rest } = withoutAbsent(judgeJobSchema.parse(data));
      const task = tasks.get(id);
      if (task === undefined) throw new UnrecoverableError(`the suite of these terms has no task ${id}`);
      const judgement = await judging.judge.judge({ ...rest, task, signal: stop.signal });
      options.onDone?.('judged');
      return judgement;
    });
  }

  const opened = new Map<string, Promise<Model>>();
  for (const spec of completing?.specs ?? []) {
    if (completing === undefined) break;
    take(completeQueue(completing.seceval, spec), completing.concurrency, async (data): Promise<CompleteResult> => {
      const { model: wanted, prompt, decoding, attempt } = completeJobSchema.parse(data);
      if (wanted !== spec) throw new UnrecoverableError(`this queue is for ${spec}, not for ${wanted}`);
      const asked = withoutAbsent(decoding);
      const key = JSON.stringify(asked);
      const model = opened.get(`${spec} ${key}`) ?? completing.open(spec, asked);
      opened.set(`${spec} ${key}`, model);
      const request = { prompt: withoutAbsent(prompt), attempt, signal: stop.signal };
      const result = await (await model).complete(request).then(completed, failed);
      options.onDone?.('completed');
      return result;
    });
  }

  return {
    async close(force) {
      isClosing = true;
      if (force) stop.abort();
      await Promise.all(workers.map((worker) => worker.close(force).catch(() => undefined)));
    },
  };
}

function completed(completion: Completion): CompleteResult {
  return { completion };
}

function failed(error: unknown): CompleteResult {
  if (!(error instanceof ModelRequestError)) throw error;
  const { message, failure, retryable, retryAfterMs, status } = error;
  return {
    message,
    failure,
    retryable,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(status && { status }),
  };
}

type Present<Fields> = { [Name in keyof Fields]: Exclude<Fields[Name], undefined> };

/** The same without fields that hold undefined: absent is what leaves a default alone. */
function withoutAbsent<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>;
}
