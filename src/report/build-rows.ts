import type { Mode } from '../core/mode.ts';
import type { Manifest } from '../core/run.ts';
import type { AttemptState } from '../core/run-state.ts';
import { type VerdictScope, verdictScopes } from '../core/verdict.ts';
import type { ClassifiedAttempt } from '../metrics/classified-attempt.ts';
import { classifyMetrics, countAnswers } from '../metrics/classify-metrics.ts';
import { countVerdicts } from '../metrics/code-counts.ts';
import { codeMetrics, type JudgedAttempt } from '../metrics/code-metrics.ts';
import type { Row, TaskFacts } from './report-document.ts';

export interface RowContext {
  readonly facts: (task: string) => TaskFacts;
  readonly ks: readonly number[];
  /** Every weakness that `identify` could have named. */
  readonly listed: ReadonlySet<string>;
  readonly study: Manifest['study'];
}

/** A row for each model, mode, strategy and scope that has an attempt here, in the order of the study. */
export function buildRows(attempts: readonly AttemptState[], context: RowContext): Row[] {
  return scopes(attempts).flatMap((part) => buildRowsOfScope(part, context));
}

/** Attempts apart by what their verdicts speak of; a task without a verdict yet stays with those that tell all. */
function scopes(attempts: readonly AttemptState[]): AttemptState[][] {
  const ofTask = new Map<string, VerdictScope>();
  for (const { attempt, judged } of attempts) {
    const scope = judged?.judgement.scope;
    if (scope !== undefined) ofTask.set(attempt.task, scope);
  }
  const scopeOf = ({ attempt }: AttemptState) =>
    (attempt.mode === 'classify' ? undefined : ofTask.get(attempt.task)) ?? 'full';
  return verdictScopes
    .map((scope) => attempts.filter((state) => scopeOf(state) === scope))
    .filter((part) => part.length > 0);
}

function buildRowsOfScope(attempts: readonly AttemptState[], context: RowContext): Row[] {
  const groups = new Map<string, AttemptState[]>();
  for (const state of attempts) {
    const name = rowName(state.attempt);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [state]);
    else group.push(state);
  }
  const planned = context.study.models.flatMap((model) =>
    context.study.strategies.map(({ mode, strategy }) => rowName({ model, mode, strategy })),
  );
  const order = [...new Set([...planned, ...groups.keys()])];
  return order.flatMap((name) => {
    const group = groups.get(name);
    return group === undefined ? [] : buildRow(group, context);
  });
}

export function rowName({ model, mode, strategy }: { model: string; mode: Mode; strategy: string }): string {
  return JSON.stringify([model, mode, strategy]);
}

function buildRow(group: readonly AttemptState[], { facts, ks, listed }: RowContext): Row[] {
  const [first] = group;
  if (first === undefined) return [];
  const { model, mode, strategy } = first.attempt;
  if (mode === 'classify') {
    const answers = group.flatMap((state) => classified(state, facts));
    const open = group.length - answers.length;
    return [{ model, mode, strategy, counts: countAnswers(answers, listed), open, metrics: classifyMetrics(answers) }];
  }
  const judged = group.flatMap((state) => judgedAttempt(state, facts));
  const counts = countVerdicts(judged.map(({ judgement }) => judgement));
  const open = group.length - judged.length;
  const scope = judged.find(({ judgement }) => judgement.scope !== undefined)?.judgement.scope;
  const told = {
    ...(scope !== undefined && { scope }),
    ...(judged.some(({ judgement }) => judgement.integrity === 'in-process') && { inProcess: true as const }),
  };
  return [{ model, mode, strategy, ...told, counts, open, metrics: codeMetrics(judged, { mode, ks, scope }) }];
}

function judgedAttempt({ attempt, judged }: AttemptState, facts: RowContext['facts']): JudgedAttempt[] {
  if (judged === undefined) return [];
  return [{ key: attempt, family: facts(attempt.task).family, judgement: judged.judgement }];
}

function classified({ attempt, classified: event }: AttemptState, facts: RowContext['facts']): ClassifiedAttempt[] {
  if (event === undefined) return [];
  const { cwe, family } = facts(attempt.task);
  const { answer, expected, correct } = event;
  return [{ key: attempt, family, cwe, ...(answer === undefined ? {} : { answer }), expected, correct }];
}
