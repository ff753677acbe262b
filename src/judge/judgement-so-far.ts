import type { TestResult } from '../core/verdict.ts';
import type { RawAnswer } from './raw-answer.ts';

/** The judge was ended in the middle of a case; `crashed` by a signal that its own code caused. */
export type GaveUp = 'held' | 'starved' | 'crashed';

const held = 'what it answered while it loaded has no end';
const judgeCrashed = 'judge-crashed';

/** `blaming`: the same answer if the crash is the candidate's doing, which it is when every judge crashed in turn. */
export type Answer = RawAnswer & { readonly blaming?: RawAnswer };

/**
 * What is known of a candidate while it is judged. When the judge had to be ended because a value of the candidate held
 * it, the case that ran is an error, and what was found before it stands.
 */
export class JudgementSoFar {
  private readonly ended: TestResult[] = [];
  private running: TestResult | undefined;
  private readonly id: number;
  private readonly started = performance.now();

  constructor(id: number) {
    this.id = id;
  }

  add(sign: { readonly running?: TestResult | undefined; readonly ended: readonly TestResult[] }): void {
    this.ended.push(...sign.ended);
    this.running = sign.running ?? this.running;
  }

  giveUp(gaveUp: GaveUp): Answer {
    const { id, running } = this;
    const wallSeconds = (performance.now() - this.started) / 1000;
    const common = { id, cpuSeconds: 0, wallSeconds, retire: true };
    if (gaveUp === 'starved') {
      return { ...common, tests: [], fault: { fault: gaveUp, detail: 'the judge itself waited for a processor' } };
    }
    const known = running
      ? { ...common, tests: [...this.ended, running], load: { loaded: true } }
      : { ...common, tests: [], load: { loaded: false, reason: 'load-limit', detail: held } };
    if (gaveUp === 'held') return known;
    const detail = `the judge crashed in ${running?.name ?? 'the loading'}`;
    return { ...common, tests: [], fault: { fault: judgeCrashed, detail }, blaming: known };
  }
}
