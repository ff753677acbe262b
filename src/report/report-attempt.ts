import { type AttemptKey, attemptId } from '../core/attempt.ts';
import type { Answered } from '../core/brief-event.ts';
import { sha256 } from '../core/canonical.ts';
import type { AdjudicatedEvent, CompletedEvent, JudgedEvent } from '../core/run.ts';
import type { RequestFailedEvent } from '../core/run-state.ts';
import type { Adjudication, AttemptReport, ClassifiedReport, JudgedReport, OpenReport } from './report-document.ts';

/** As much of an attempt's events as a report tells: all of it, or what a list shows. */
export interface ToldAttempt {
  readonly attempt: AttemptKey;
  readonly completed: MayLack<
    Pick<CompletedEvent, 'usage' | 'cached'>,
    CompletedEvent,
    'blob' | 'costUsd' | 'latencyMs'
  >;
  readonly judged: MayLack<Pick<JudgedEvent, 'judgement'>, JudgedEvent, 'code' | 'extraction'>;
  readonly classified: Answered | undefined;
  readonly failed: Pick<RequestFailedEvent, 'failure' | 'message'> | undefined;
  readonly adjudicated?: AdjudicatedEvent | undefined;
}

type MayLack<Has, Event, Field extends keyof Event> =
  | (Has & { readonly [Name in Field]?: Event[Name] | undefined })
  | undefined;
type Open<Report> = { -readonly [Field in keyof Report]: Report[Field] };

/** Sixteen hexadecimal digits of the hash of an attempt's key: what reports and commands call it. */
export function attemptAddress(key: AttemptKey): string {
  return sha256(attemptId(key)).slice(0, 16);
}

/** What a report says of one attempt. */
export function reportAttempt(told: ToldAttempt): AttemptReport {
  // Field by field: a hundred thousand objects of few shapes are made, and read, several times as fast as spread ones.
  const report = kindOf(told);
  const { completed } = told;
  if (completed === undefined) return report;
  const { blob, usage, costUsd, latencyMs, cached } = completed;
  if (blob !== undefined) report.exchange = blob;
  report.usage = usage;
  report.cached = cached;
  if (costUsd !== undefined) report.costUsd = costUsd;
  if (latencyMs !== undefined) report.latencyMs = latencyMs;
  return report;
}

function kindOf(told: ToldAttempt): Open<JudgedReport> | Open<ClassifiedReport> | Open<OpenReport> {
  const { attempt: key, judged, classified, failed } = told;
  const id = attemptAddress(key);
  if (judged !== undefined) return reportJudged(id, told, judged);
  if (classified !== undefined) {
    const { answer, expected, correct } = classified;
    const report: Open<ClassifiedReport> = { id, key, kind: 'classified', expected, correct };
    if (answer !== undefined) report.answer = answer;
    return report;
  }
  return { id, key, kind: 'open', ...(failed !== undefined && { failure: failed.failure, detail: failed.message }) };
}

function reportJudged(
  id: string,
  { attempt: key, adjudicated }: ToldAttempt,
  { judgement, code, extraction }: NonNullable<ToldAttempt['judged']>,
): Open<JudgedReport> {
  const { verdict, scope, reason, detail, exploited, tests, integrity, cpuSeconds } = judgement;
  const report: Open<JudgedReport> = { id, key, kind: 'judged', verdict, exploited, tests, integrity, cpuSeconds };
  if (scope !== undefined) report.scope = scope;
  if (reason !== undefined) report.reason = reason;
  if (detail !== undefined) report.detail = detail;
  if (code !== undefined) report.code = code;
  if (extraction !== undefined) report.extraction = extraction;
  if (adjudicated !== undefined) report.adjudication = reportAdjudication(adjudicated);
  return report;
}

function reportAdjudication({ verdict, reason, by, at }: AdjudicatedEvent): Adjudication {
  return { verdict, reason, by, at };
}
