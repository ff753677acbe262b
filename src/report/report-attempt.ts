import { attemptId } from '../core/attempt.ts';
import { sha256 } from '../core/canonical.ts';
import type { AttemptState } from '../core/run-state.ts';
import type { AttemptReport } from './report-document.ts';

/** What a report says of one attempt. */
export function reportAttempt({ attempt: key, completed, judged, classified, failed }: AttemptState): AttemptReport {
  const facts = {
    id: sha256(attemptId(key)).slice(0, 16),
    key,
    ...(completed === undefined ? {} : { exchange: completed.blob }),
  };
  if (judged !== undefined) {
    const { verdict, scope, reason, detail, exploited, tests, integrity, cpuSeconds } = judged.judgement;
    return {
      ...facts,
      kind: 'judged',
      verdict,
      ...(scope === undefined ? {} : { scope }),
      ...(reason === undefined ? {} : { reason }),
      ...(detail === undefined ? {} : { detail }),
      exploited,
      ...(judged.code === undefined ? {} : { code: judged.code }),
      ...(judged.extraction === undefined ? {} : { extraction: judged.extraction }),
      tests,
      integrity,
      cpuSeconds,
    };
  }
  if (classified !== undefined) {
    const { answer, expected, correct } = classified;
    return { ...facts, kind: 'classified', ...(answer === undefined ? {} : { answer }), expected, correct };
  }
  return {
    ...facts,
    kind: 'open',
    ...(failed === undefined ? {} : { failure: failed.failure, detail: failed.message }),
  };
}
