import { HarnessFault, Interrupted } from '../core/errors.ts';
import type { Judge, JudgeDescription, Submission } from '../core/judge.ts';
import type { Judgement } from '../core/verdict.ts';
import { decideJudgement } from './decide-verdict.ts';
import { judgeRequest } from './judge-request.ts';
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
}

/** A judge over a pool of sandboxes. Faults are retried in a new sandbox; then the judgement is `inconclusive`. */
export function createJudge(options: JudgeOptions): Judge {
  const { startSandbox, workers, candidatesPerWorker = 250, retries = 2 } = options;
  const turns = new Turns(workers);
  const idle: { slot: number; worker: Worker | undefined }[] = [];
  for (let slot = 0; slot < workers; slot++) idle.push({ slot, worker: undefined });
  const running = new Set<Worker>();
  let nextId = 1;

  async function attempt(submission: Submission, alone: boolean): Promise<RawAnswer> {
    return turns.take(alone, async () => {
      if (submission.signal?.aborted) throw new Interrupted('stopped before it was judged');
      const place = idle.pop();
      if (place === undefined) throw new HarnessFault('no-slot', 'more turns were given than there are sandboxes');
      try {
        place.worker ??= await Worker.start(startSandbox, place.slot);
        running.add(place.worker);
        const id = nextId++;
        const silenceMs = (submission.task.definition.limits['wall-seconds'] * 3 + 60) * 1000;
        const answer = await place.worker.judge(judgeRequest(submission, id, alone), id, silenceMs);
        const worn = place.worker.judged >= candidatesPerWorker || answer.fault !== undefined;
        if (worn) discard(place);
        return answer;
      } catch (error) {
        discard(place);
        if (error instanceof HarnessFault) return faulty(error);
        throw error;
      } finally {
        idle.push(place);
      }
    });
  }

  function discard(place: { worker: Worker | undefined }): void {
    if (place.worker) running.delete(place.worker);
    place.worker?.kill();
    place.worker = undefined;
  }

  return {
    async judge(submission: Submission): Promise<Judgement> {
      let answer = await attempt(submission, false);
      for (let retry = 0; retry < retries && answer.fault !== undefined; retry++) {
        // A starved candidate is judged with the machine to itself; then what it spends is its own doing.
        answer = await attempt(submission, answer.fault.fault === 'starved');
      }
      return decideJudgement(answer);
    },
    describe: () => options.description,
    async close(): Promise<void> {
      for (const worker of running) worker.kill();
      running.clear();
      for (const place of idle) place.worker = undefined;
    },
  };
}

function faulty(fault: HarnessFault): RawAnswer {
  return { id: 0, tests: [], fault: { fault: fault.fault, detail: fault.message }, cpuSeconds: 0, wallSeconds: 0 };
}
