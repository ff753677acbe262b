import type { AttemptKey } from '../core/attempt.ts';

export interface ClassifiedAttempt {
  readonly key: AttemptKey;
  readonly family: string;
  /** The weakness of the task. */
  readonly cwe: string;
  /** Absent when the answer could not be read. */
  readonly answer?: string;
  /** Answers that are accepted; of `detect` it is `vulnerable` or `secure`. */
  readonly expected: readonly string[];
  readonly correct: boolean;
}

const detectAnswers: readonly string[] = ['vulnerable', 'secure'];

/** Whether an attempt was asked "vulnerable, yes or no", as against "which weakness". */
export function isDetect({ expected }: ClassifiedAttempt): boolean {
  return expected.every((answer) => detectAnswers.includes(answer));
}
