export type StopReason = 'interrupted' | 'max-cost' | 'error';

/** When several apply, the gravest is the reason. */
const gravity: Readonly<Record<StopReason, number>> = { 'max-cost': 1, interrupted: 2, error: 3 };

/** Once thrown it stays so: nothing new is begun, what is under way ends and is stored. */
export class StopSwitch {
  #reason: StopReason | undefined;
  #fatal: unknown;

  stop(reason: StopReason): void {
    if (this.#reason === undefined || gravity[reason] > gravity[this.#reason]) this.#reason = reason;
  }

  /** Stops for a fault that concerns the whole run; the first one is kept. */
  fail(fault: unknown): void {
    this.stop('error');
    this.#fatal ??= fault;
  }

  get reason(): StopReason | undefined {
    return this.#reason;
  }

  get fatal(): unknown {
    return this.#fatal;
  }

  get mayAsk(): boolean {
    return this.#reason === undefined;
  }

  /** Judging costs no money. */
  get mayJudge(): boolean {
    return this.#reason === undefined || this.#reason === 'max-cost';
  }
}
