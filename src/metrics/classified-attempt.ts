import type { Unit } from './unit.ts';

/** One answer of the mode `classify`. */
export interface ClassifiedAnswer {
  /** Absent when the answer could not be read. */
  readonly answer?: string;
  /** Answers that are accepted; of `detect` it is `vulnerable` or `secure`. */
  readonly expected: readonly string[];
  readonly correct: boolean;
}

export type AnswerUnit = Unit<ClassifiedAnswer>;

/** Whether both versions were shown at once; the answer then says what became of the two. */
export function isPair({ expected }: ClassifiedAnswer): boolean {
  return expected.includes('both-right');
}

const detectAnswers: readonly string[] = ['vulnerable', 'secure'];

/** Whether an attempt was asked "vulnerable, yes or no", as against "which weakness". */
export function isDetect({ expected }: ClassifiedAnswer): boolean {
  return expected.every((answer) => detectAnswers.includes(answer));
}
