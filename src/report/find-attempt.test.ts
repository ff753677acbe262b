import { beforeAll, describe, expect, it } from 'vitest';
import { UserMistake } from '../core/errors.ts';
import { buildReport } from './build-report.ts';
import { findAttempt } from './find-attempt.ts';
import type { AttemptReport } from './report-document.ts';
import { sampleRun } from './testing/sample-run.ts';

let attempts: readonly AttemptReport[];
beforeAll(async () => {
  attempts = (await buildReport(sampleRun())).attempts;
});

function mistake(...words: string[]): UserMistake {
  try {
    findAttempt(attempts, words);
  } catch (error) {
    if (error instanceof UserMistake) return error;
  }
  throw new Error('it is no mistake');
}

describe('findAttempt', () => {
  it('takes an address, its beginning, and the anchor of the page', () => {
    for (const attempt of attempts.slice(0, 20)) {
      for (const text of [attempt.id, attempt.id.slice(0, 10), `a-${attempt.id}`, `#a-${attempt.id.toUpperCase()}`]) {
        expect(findAttempt(attempts, [text])).toBe(attempt);
      }
    }
  });

  it('takes parts of the name in any order', () => {
    const words = ['sample=1', 'openai:gpt-5-mini', 'generate/aware', 'order-search'];
    expect(findAttempt(attempts, words).key).toEqual({
      task: 'CWE-089/order-search',
      mode: 'generate',
      strategy: 'aware',
      model: 'openai:gpt-5-mini',
      sample: 1,
    });
  });

  it('names those that are meant when there are several', () => {
    const error = mistake('order-search', 'aware');
    expect(error.message).toBe("4 attempts are 'order-search aware'");
    expect(error.hint).toMatch(
      /^[0-9a-f]{8} \(CWE-089\/order-search generate\/aware of openai:gpt-5-mini, sample 0\); /,
    );
    expect(mistake('').message).toContain("no attempt of the run is ''");
    const digit = attempts[0]?.id.slice(0, 1) ?? '';
    expect(mistake(digit).message).toContain(`attempts are '${digit}'`);
  });

  it('suggests what is near, or shows how an attempt is named', () => {
    expect(mistake('order-serch').hint).toBe('did you mean order-search?');
    expect(mistake('zzzzzzzzzzzzzzzzzzzzzzzz').hint).toMatch(/^for instance [0-9a-f]{8} is /);
    expect(mistake('order-search', 'identify', 'secure-reminder').message).toContain('no attempt is all of');
  });
});
