// A run's side: finds workers whose terms fit, and hands their judge and their models to the runner as if they were here.
import { setTimeout as delay } from 'node:timers/promises';
import type { BuiltEnvironment } from '../core/environment.ts';
import { Interrupted, SecevalError } from '../core/errors.ts';
import type { Judge } from '../core/judge.ts';
import type { Decoding, Model } from '../core/model.ts';
import type { Task } from '../core/task.ts';
import type { QueueConnection } from './connection.ts';
import { type Lobby, openLobby } from './lobby.ts';
import { type Announcement, completeQueue, judgeQueue } from './messages.ts';
import { RemoteCalls } from './remote-calls.ts';
import { remoteJudge } from './remote-judge.ts';
import { remoteModel } from './remote-model.ts';
import { type Troubles, tellTroubles } from './tell-troubles.ts';
import { differences, termsKey, type Wanted } from './terms.ts';

export interface JoinOptions extends Troubles {
  readonly connection: QueueConnection;
  readonly wanted: Wanted;
  /** Where its reason is an error of seceval's, waiting ends with that. */
  readonly signal: AbortSignal;
  /** Says why nothing happens yet. */
  readonly onWaiting: (message: string) => void;
  readonly sweepMs?: number;
}

/** What a judge here would be, of machines elsewhere. */
export interface RemoteWorld {
  readonly environment: BuiltEnvironment;
  readonly judge: Judge;
  /** Judgements under way at a time. */
  readonly workers: number;
  readonly whyNot: (task: Task) => string | undefined;
}

export interface Joined {
  /** Waits for the first worker that judges; its environment and tier are the run's. */
  world(): Promise<RemoteWorld>;
  /** Waits for the first worker that answers for this model. */
  model(spec: string, decoding: Decoding): Promise<Model>;
  close(): Promise<void>;
}

/** Judgements under way elsewhere: enough for some sixty machines of two processors. */
const underWay = 256;

export async function joinWorkers(options: JoinOptions): Promise<Joined> {
  const { connection, wanted, sweepMs } = options;
  let isClosing = false;
  const troubles = tellTroubles({
    onTrouble: (message) => isClosing || options.onTrouble?.(message),
    onFatal: (error) => isClosing || options.onFatal?.(error),
  });
  const lobby = await openLobby(connection, troubles);
  const opened: RemoteCalls[] = [];
  await lobby.announce('run', { wanted: { ...wanted } });
  function open(queue: string): RemoteCalls {
    const calls = new RemoteCalls({ connection, queue, troubles, ...(sweepMs !== undefined && { sweepMs }) });
    opened.push(calls);
    return calls;
  }

  return {
    async world() {
      const judging = await firstThat(lobby, options, 'judges', ({ judge }) =>
        judge !== undefined && differences(wanted, judge.terms).length === 0 ? judge : undefined,
      );
      const { terms, environment, unable, description } = judging;
      await lobby.announce('run', { wanted: terms });
      const reasons = new Map(unable.map(({ task, reason }) => [task, reason]));
      return {
        environment,
        judge: remoteJudge(open(judgeQueue(termsKey(terms))), description),
        workers: underWay,
        whyNot: (task) => reasons.get(task.definition.id),
      };
    },
    async model(spec, decoding) {
      const found = await firstThat(lobby, options, `answers for ${spec}`, ({ completes }) =>
        completes?.seceval === wanted.seceval ? completes.models.find((model) => model.spec === spec) : undefined,
      );
      const calls = open(completeQueue(wanted.seceval, spec));
      return remoteModel(calls, { spec, decoding, identity: found.identity });
    },
    async close() {
      isClosing = true;
      await Promise.all(opened.map((calls) => calls.close()));
      await lobby.close();
    },
  };
}

async function firstThat<Found>(
  lobby: Lobby,
  { signal, wanted, onWaiting }: JoinOptions,
  does: string,
  find: (worker: Announcement) => Found | undefined,
): Promise<Found> {
  let told = '';
  for (;;) {
    const workers = await unlessStopped(lobby.workers(), signal);
    for (const worker of workers) {
      const found = find(worker);
      if (found !== undefined) return found;
    }
    const others = workers.flatMap(({ judge }) => (judge === undefined ? [] : differences(wanted, judge.terms)));
    const message = [`waiting for a worker that ${does}`, ...new Set(others)].join('; ');
    if (message !== told) onWaiting(message);
    told = message;
    await unlessStopped(delay(500), signal);
  }
}

/** While Redis is away, nothing that it was asked ends. */
async function unlessStopped<Value>(waited: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let stop: () => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => {
      const { reason } = signal;
      reject(SecevalError.isInstance(reason) ? reason : new Interrupted('stopped before a worker took part'));
    };
  });
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([waited, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
