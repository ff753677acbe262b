import { HarnessFault, Interrupted, SecevalError } from '../core/errors.ts';
import type { Judge, JudgeDescription, Submission } from '../core/judge.ts';
import type { Judgement } from '../core/verdict.ts';
import { withoutRevealed } from '../core/without-revealed.ts';
import { decideInProcess } from './decide-in-process.ts';
import { decideJudgement } from './decide-verdict.ts';
import { isFaultOfTheJudge, judgeInTries, type Try } from './judge-in-tries.ts';
import { judgeRequest } from './judge-request.ts';
import type { Answer } from './judgement-so-far.ts';
import { Turns } from './turns.ts';
import { type StartSandbox, sandboxKilled, Worker } from './worker.ts';

export interface JudgeOptions {
  readonly startSandbox: StartSandbox;
  readonly description: JudgeDescription;
  /** Sandboxes at once. */
  readonly workers: number;
  /** A judge is replaced after this many candidates. */
  readonly candidatesPerWorker?: number;
  /** How often a candidate is judged again after a fault of the harness. */
  readonly retries?: number;
  /** How long a sandbox may take to start. */
  readonly startSeconds?: number;
  /** How long one may be silent beyond what a test can take. */
  readonly silenceSeconds?: number;
  /** Limits of time are a task's own times this. */
  readonly limitFactor?: number;
}

interface Place {
  readonly slot: number;
  worker: Worker | undefined;
}

/** A judge over a pool of sandboxes. Faults are retried in a new sandbox; then the judgement is `inconclusive`. */
export function createJudge(options: JudgeOptions): Judge {
  const {
    startSandbox,
    workers,
    candidatesPerWorker = 250,
    retries = 2,
    startSeconds = 60,
    silenceSeconds = 60,
    limitFactor = 1,
  } = options;
  const turns = new Turns(workers);
  const idle: Place[] = Array.from({ length: workers }, (_, slot) => ({ slot, worker: undefined }));
  const places = [...idle];
  let closed = false;
  let nextId = 1;

  async function attempt(submission: Submission, alone: boolean): Promise<Try> {
    return turns.take(alone, async () => {
      refuseWhenStopped(submission);
      const place = takePlace();
      if (place === undefined) throw new HarnessFault('no-slot', 'more turns were given than there are sandboxes');
      let worker: Worker | undefined;
      const stop = () => void place.worker?.kill();
      submission.signal?.addEventListener('abort', stop, { once: true });
      try {
        worker = await readyAt(place);
        const answer = await ask(worker, submission, alone);
        const isDone = worker.judged >= candidatesPerWorker || answer.retire;
        if (isDone || isFaultOfTheJudge(answer)) await discard(place);
        return answer;
      } catch (error) {
        await discard(place);
        refuseWhenStopped(submission);
        if (error instanceof HarnessFault) return faulty(error, worker !== undefined);
        throw error;
      } finally {
        submission.signal?.removeEventListener('abort', stop);
        idle.push(place);
      }
    });
  }

  /** One whose sandbox has started, where there is one: after a fault that is another than the place of the fault. */
  function takePlace(): Place | undefined {
    const started = idle.findLastIndex(({ worker }) => worker !== undefined && !worker.hasEnded);
    return idle.splice(started, 1)[0]; // -1: the last one
  }

  async function readyAt(place: Place): Promise<Worker> {
    if (place.worker?.hasEnded) await discard(place);
    place.worker ??= start(place.slot);
    await place.worker.ready;
    return place.worker;
  }

  function ask(worker: Worker, submission: Submission, alone: boolean): Promise<Answer> {
    const id = nextId++;
    // The judge puts its own limit off on a busy machine, at most this often.
    const patience = alone ? 12 : 3;
    const wallSeconds = submission.task.definition.limits['wall-seconds'] * limitFactor;
    const silenceMs = (wallSeconds * patience + silenceSeconds) * 1000;
    return worker.judge(judgeRequest(submission, { id, alone, limitFactor }), id, silenceMs);
  }

  function start(slot: number): Worker {
    try {
      return new Worker(startSandbox(slot), startSeconds * 1000);
    } catch (error) {
      if (SecevalError.isInstance(error)) throw error;
      throw new HarnessFault('sandbox-start', `a sandbox cannot be started: ${String(error)}`, { cause: error });
    }
  }

  function refuseWhenStopped(submission: Submission): void {
    if (closed || submission.signal?.aborted) throw new Interrupted('stopped before it was judged');
  }

  return {
    async judge(submission: Submission): Promise<Judgement> {
      const final = await judgeInTries((alone) => attempt(submission, alone), retries);
      const foreign = submission.task.definition['in-process'];
      const judgement = foreign === undefined ? decideJudgement(final) : decideInProcess(final, foreign.scope);
      return submission.unrevealed ? withoutRevealed(judgement) : judgement;
    },
    describe: () => options.description,
    async close(): Promise<void> {
      closed = true;
      await Promise.all(places.map(discard));
    },
  };
}

/** Ends a sandbox; resolves when its processes are gone. */
async function discard(place: Place): Promise<void> {
  const { worker } = place;
  place.worker = undefined;
  await worker?.kill();
}

function faulty(fault: HarnessFault, begun: boolean): Try {
  const nothing = { id: 0, tests: [], cpuSeconds: 0, wallSeconds: 0, retire: true };
  const killed = fault.fault === sandboxKilled ? 'killed' : undefined;
  const spared = begun ? killed : killed ? 'killed-unbegun' : 'unbegun';
  return { ...nothing, ...(spared && { spared }), fault: { fault: fault.fault, detail: fault.message } };
}
