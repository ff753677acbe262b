import type { ClassifiedAttempt } from './classified-attempt.ts';
import { accuracy, fromTable } from './classify-rates.ts';
import type { Metrics } from './metric.ts';
import { mean } from './rate-at-k.ts';

/** How often code with the weakness `truth` was given the answer `answer`; `answer` is absent when it was unreadable. */
export interface Confusion {
  readonly truth: string;
  readonly answer?: string;
  readonly count: number;
}

/** The class that code belongs to: its task's weakness, or what was expected where that is not accepted ("none"). */
function truthOf({ cwe, expected }: ClassifiedAttempt): string {
  return expected.includes(cwe) ? cwe : (expected[0] ?? cwe);
}

/** An accepted answer counts as the class itself: CWE-77 for CWE-78, where a task accepts both. */
function answerOf(attempt: ClassifiedAttempt): string | undefined {
  return attempt.correct ? truthOf(attempt) : attempt.answer;
}

export function confusions(attempts: readonly ClassifiedAttempt[]): Confusion[] {
  const counts = new Map<string, { truth: string; answer?: string; count: number }>();
  for (const attempt of attempts) {
    const truth = truthOf(attempt);
    const answer = answerOf(attempt);
    const name = JSON.stringify([truth, answer ?? null]);
    const entry = counts.get(name) ?? { truth, ...(answer === undefined ? {} : { answer }), count: 0 };
    entry.count += 1;
    counts.set(name, entry);
  }
  return [...counts.values()].sort((a, b) => compare(a.truth, b.truth) || b.count - a.count);
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

export function identifyMetrics(attempts: readonly ClassifiedAttempt[]): Metrics {
  const classes = [...new Set(attempts.map(truthOf))];
  return {
    accuracy: accuracy(attempts),
    // Over the classes that were shown: one that only wrong answers name has no recall to average.
    'macro-f1': fromTable(attempts, { value: mean(classes.map((name) => f1Of(name, attempts))) }, 'no code was shown'),
  };
}

function f1Of(name: string, attempts: readonly ClassifiedAttempt[]): number {
  const shown = attempts.filter((attempt) => truthOf(attempt) === name).length;
  const answered = attempts.filter((attempt) => answerOf(attempt) === name).length;
  const right = attempts.filter((attempt) => truthOf(attempt) === name && answerOf(attempt) === name).length;
  return (2 * right) / (shown + answered);
}
