import { HarnessFault, Interrupted, SecevalError } from '../core/errors.ts';
import type { Judge, JudgeDescription, Submission } from '../core/judge.ts';
import type { Judgement } from '../core/verdict.ts';
import { withoutRevealed } from '../core/without-revealed.ts';
import { decideInProcess } from './decide-in-process.ts';
import { decideJudgement } from './decide-verdict.ts';
import { judgeRequest } from './judge-request.ts';
import type { Answer } from './judgement-so-far.ts';
import type { RawAnswer } from './raw-answer.ts';
import { Turns } from './turns.ts';
import { type StartSandbox, Worker } from './worker.ts';

export interface JudgeOptions {
  readonly startSandbox: StartSandbox;
  readonly description: JudgeDescription;
  /** Sandboxes at once. */
  readonly workers: number;
  /** A judge is replaced after this many candidates. */
  readonly candidatesPerWorker?: number;
  /** How often a candidate is judged again after a fault of the harness. */
  readonly retries?: number;
  /** How long a sandbox may take to start, and may be silent beyond what a test can take. */
  readonly silenceSeconds?: number;
  /** Limits of time are a task's own times this. */
  readonly limitFactor?: number;
}

/** Faults with which the judge itself is well: the machine gave a candidate no time, or the task's own files are broken. */
const starved = 'starved';
const taskBroken = 'task-broken';

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
    silenceSeconds = 60,
    limitFactor = 1,
  } = options;
  const turns = new Turns(workers);
  const idle: Place[] = Array.from({ length: workers }, (_, slot) => ({ slot, worker: undefined }));
  const places = [...idle];
  let closed = false;
  let nextId = 1;

  async function attempt(submission: Submission, alone: boolean): Promise<Answer> {
    return turns.take(alone, async () => {
      refuseWhenStopped(submission);
      const place = idle.pop();
      if (place === undefined) throw new HarnessFault('no-slot', 'more turns were given than there are sandboxes');
      try {
        return await judgeAt(place, submission, alone);
      } catch (error) {
        await discard(place);
        refuseWhenStopped(submission);
        if (error instanceof HarnessFault) return faulty(error);
        throw error;
      } finally {
        idle.push(place);
      }
    });
  }

  async function judgeAt(place: Place, submission: Submission, alone: boolean): Promise<Answer> {
    place.worker ??= start(place.slot);
    const worker = place.worker;
    const stop = () => void worker.kill();
    submission.signal?.addEventListener('abort', stop, { once: true });
    try {
      await worker.ready;
      const id = nextId++;
      // The judge puts its own limit off on a busy machine, at most this often.
      const patience = alone ? 12 : 3;
      const wallSeconds = submission.task.definition.limits['wall-seconds'] * limitFactor;
      const silenceMs = (wallSeconds * patience + silenceSeconds) * 1000;
      const answer = await worker.judge(judgeRequest(submission, { id, alone, limitFactor }), id, silenceMs);
      const fault = answer.fault?.fault;
      const faulty = fault !== undefined && fault !== starved && fault !== taskBroken;
      if (worker.judged >= candidatesPerWorker || answer.retire || faulty) await discard(place);
      return answer;
    } finally {
      submission.signal?.removeEventListener('abort', stop);
    }
  }

  function start(slot: number): Worker {
    try {
      return new Worker(startSandbox(slot), silenceSeconds * 1000);
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
      let answer = await attempt(submission, false);
      let crashes = Number(answer.blaming !== undefined);
      for (let retry = 0; retry < retries && answer.fault !== undefined; retry++) {
        if (answer.fault.fault === taskBroken) break;
        // A starved candidate is judged with the machine to itself, as far as that is ours to give.
        answer = await attempt(submission, answer.fault.fault === starved);
        crashes += Number(answer.blaming !== undefined);
      }
      // Once it may be the machine's doing; what crashes every judge in turn is in the candidate.
      const final = crashes > Math.max(retries, 1) ? (answer.blaming ?? answer) : answer;
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

function faulty(fault: HarnessFault): RawAnswer {
  const nothing = { id: 0, tests: [], cpuSeconds: 0, wallSeconds: 0, retire: true };
  return { ...nothing, fault: { fault: fault.fault, detail: fault.message } };
}
