import { type AttemptKey, attemptId } from '../core/attempt.ts';
import { sha256 } from '../core/canonical.ts';
import type { AdjudicatedEvent, CompletedEvent } from '../core/run.ts';
import type { AttemptState } from '../core/run-state.ts';
import type { Adjudication, AttemptReport } from './report-document.ts';

/** Sixteen hexadecimal digits of the hash of an attempt's key: what reports and commands call it. */
export function attemptAddress(key: AttemptKey): string {
  return sha256(attemptId(key)).slice(0, 16);
}

function reportAdjudication({ verdict, reason, by, at }: AdjudicatedEvent): Adjudication {
  return { verdict, reason, by, at };
}

/** What a report says of one attempt. */
export function reportAttempt({
  attempt: key,
  completed,
  judged,
  classified,
  failed,
  adjudicated,
}: AttemptState): AttemptReport {
  const facts = {
    id: attemptAddress(key),
    key,
    ...(completed === undefined ? {} : completionFacts(completed)),
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
      ...(adjudicated === undefined ? {} : { adjudication: reportAdjudication(adjudicated) }),
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

function completionFacts({ blob, usage, costUsd, latencyMs, cached }: CompletedEvent) {
  return {
    exchange: blob,
    usage,
    cached,
    ...(costUsd === undefined ? {} : { costUsd }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
  };
}
