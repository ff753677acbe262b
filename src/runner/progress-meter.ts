import type { RunProgress } from '../core/progress.ts';
import type { RunEvent } from '../core/run.ts';
import { countResult, countSpending, type MutableTally } from './tally.ts';

/** How many of the latest results the rate is taken over: a slow start is soon forgotten. */
const rateWindow = 100;

/** Keeps the counts of a session that is under way. */
export class ProgressMeter {
  readonly #total: number;
  readonly #tally: MutableTally;
  readonly #doneAtMs: number[] = [];
  #failed = 0;
  #notRecorded = 0;

  /** `tally`: what earlier sessions did. It belongs to the meter from here on. */
  constructor(total: number, tally: MutableTally) {
    this.#total = total;
    this.#tally = tally;
  }

  get open(): number {
    return this.#total - this.#tally.done;
  }

  get inconclusive(): number {
    return this.#tally.verdicts.inconclusive;
  }

  /** Of the attempts that failed in this session those that no recording answers. */
  get notRecorded(): number {
    return this.#notRecorded;
  }

  get costUsd(): number {
    return this.#tally.costUsd;
  }

  note(event: RunEvent): void {
    switch (event.type) {
      case 'completed':
        this.#tally.completed++;
        countSpending(this.#tally, event);
        break;
      case 'turn':
        countSpending(this.#tally, event);
        break;
      case 'request-failed':
        this.#failed++;
        if (event.failure === 'not-recorded') this.#notRecorded++;
        break;
      case 'judged':
      case 'classified':
        countResult(this.#tally, event);
        this.#doneAtMs.push(Date.parse(event.at));
        if (this.#doneAtMs.length > rateWindow) this.#doneAtMs.shift();
        break;
      case 'feedback':
      case 'adjudicated':
      case 'adjudication-undone':
      case 'run-started':
      case 'run-resumed':
      case 'run-stopped':
      case 'run-finished':
        break;
    }
  }

  /** A completion of an earlier session turned out to be lost: it will be asked for again. */
  uncountCompletion(): void {
    this.#tally.completed--;
  }

  snapshot(): RunProgress {
    const rate = this.#rate();
    const { verdicts, classified } = this.#tally;
    return {
      ...this.#tally,
      verdicts: { ...verdicts },
      classified: { ...classified },
      total: this.#total,
      failed: this.#failed,
      rate,
      secondsLeft: rate === undefined ? undefined : Math.max(0, this.open - this.#failed) / rate,
    };
  }

  #rate(): number | undefined {
    const first = this.#doneAtMs[0];
    const last = this.#doneAtMs.at(-1);
    if (first === undefined || last === undefined || last <= first) return undefined;
    return ((this.#doneAtMs.length - 1) * 1000) / (last - first);
  }
}
