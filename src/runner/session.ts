import { type AttemptKey, attemptId } from '../core/attempt.ts';
import { SecevalError, UserMistake } from '../core/errors.ts';
import type { ProgressListener } from '../core/progress.ts';
import type { RunEvent } from '../core/run.ts';
import type { RunLog } from '../core/run-log.ts';
import { isSettled, type RunState } from '../core/run-state.ts';
import type { Plan } from './1-plan.ts';
import type { Parts } from './parts.ts';
import { ProgressMeter } from './progress-meter.ts';
import { StopSwitch } from './stop-switch.ts';
import { countAttempt, emptyTally } from './tally.ts';

export interface RunLimits {
  /** Requests under way at a time, for each model. */
  readonly requestsPerModel: number;
  /** Candidates judged at a time. */
  readonly judgements: number;
  /** US dollars over all sessions of the run; requests under way when it is reached are still stored. */
  readonly maxCostUsd?: number | undefined;
}

export interface SessionOptions {
  readonly plan: Pick<Plan, 'attempts'>;
  readonly parts: Parts;
  readonly log: RunLog;
  readonly earlier?: RunState | undefined;
  readonly limits: RunLimits;
  /** Begin nothing new; what is under way ends and is stored. */
  readonly signal?: AbortSignal | undefined;
  /** Give up what is under way, too: it stays open. */
  readonly force?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

export type Stage = 'complete' | 'judge';

/** An exception that nobody expected: a bug, in one attempt. */
export interface AttemptFault {
  readonly stage: Stage;
  readonly attempt: AttemptKey;
  readonly error: unknown;
}

/** A model that was asked no further. */
export interface AbandonedModel {
  readonly model: string;
  readonly message: string;
}

type Unstamped<Event> = Event extends unknown ? Omit<Event, 'at'> : never;

/** After so many unexpected exceptions in one stage without a success between them, it is not the attempt. */
const faultsInARow = 10;

/** One sitting of a run, from its start or resumption to its stop or end: what the stages share. */
export class Session {
  readonly options: SessionOptions;
  readonly stop = new StopSwitch();
  readonly faults: AttemptFault[] = [];
  readonly abandoned: AbandonedModel[] = [];
  readonly meter: ProgressMeter;
  readonly #inARow: Record<Stage, number> = { complete: 0, judge: 0 };

  constructor(options: SessionOptions) {
    this.options = options;
    for (const name of ['requestsPerModel', 'judgements'] as const) {
      const value = options.limits[name];
      // With none at a time the run would wait for ever.
      if (!Number.isInteger(value) || value < 1) throw new UserMistake(`${name} is ${value}: it must be 1 or more`);
    }
    const tally = emptyTally();
    for (const attempt of options.plan.attempts) {
      const state = options.earlier?.attempts.get(attemptId(attempt));
      if (state === undefined) continue;
      if (isSettled(state)) countAttempt(tally, state);
      else if (state.completed !== undefined) tally.completed++;
    }
    tally.costUsd = options.earlier?.tally.costUsd ?? 0;
    tally.unknownCosts = options.earlier?.tally.unknownCosts ?? 0;
    this.meter = new ProgressMeter(options.plan.attempts.length, tally);
  }

  get forced(): boolean {
    return this.options.force?.aborted === true;
  }

  /** Resolves once the event is in the log for good. */
  async record(unstamped: Unstamped<RunEvent>): Promise<void> {
    const event: RunEvent = { ...unstamped, at: this.options.parts.now().toISOString() };
    await this.options.log.append(event);
    this.meter.note(event);
    this.options.onProgress?.(this.meter.snapshot());
  }

  /** Does one attempt's part of a stage. Never rejects: what goes wrong leaves this attempt open, and the others alone. */
  async contain(stage: Stage, attempt: AttemptKey, action: () => Promise<void>): Promise<void> {
    try {
      await action();
      this.#inARow[stage] = 0;
    } catch (error) {
      if (concernsAll(error)) {
        this.stop.fail(error);
      } else if (!this.forced) {
        this.faults.push({ stage, attempt, error });
        this.#inARow[stage]++;
        if (this.#inARow[stage] >= faultsInARow) this.stop.stop('error');
      }
    }
  }
}

/** The machine's fault or the user's (a full disk, no sandbox, a broken template) would meet every other attempt too. */
function concernsAll(error: unknown): boolean {
  return SecevalError.isInstance(error) && (error.code === 'environment' || error.code === 'user-mistake');
}
