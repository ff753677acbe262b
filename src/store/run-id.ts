import { randomInt } from 'node:crypto';

const runIdPattern = /^\d{8}-\d{6}-[0-9a-z]{4}$/;

/**
 * `20261122-041530-r4x7`: the time in UTC to the second, then two letters for the milliseconds and two at random.
 * Runs begun one after another within a second sort in their order too, so `latest` is never the one before.
 */
export function newRunId(now: Date): string {
  const stamp = now.toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${stamp}-${twoLetters(now.getUTCMilliseconds())}${twoLetters(randomInt(36 * 36))}`;
}

export function isRunId(name: string): boolean {
  return runIdPattern.test(name);
}

function twoLetters(value: number): string {
  return value.toString(36).padStart(2, '0');
}
