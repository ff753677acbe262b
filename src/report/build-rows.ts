import type { Mode } from '../core/mode.ts';
import type { Manifest } from '../core/run.ts';
import type { Severity } from '../core/task.ts';
import { type VerdictScope, verdictScopes } from '../core/verdict.ts';
import { classifyMetrics, countAnswers } from '../metrics/classify-metrics.ts';
import { countVerdicts } from '../metrics/code-counts.ts';
import { codeMetrics } from '../metrics/code-metrics.ts';
import { countResults, type Unit } from '../metrics/unit.ts';
import { hasResult, samplesOf } from './count-totals.ts';
import type { Prompt } from './prompt-fold.ts';
import type { Row, TaskFacts } from './report-document.ts';

export interface RowContext {
  readonly facts: (task: string) => TaskFacts;
  readonly ks: readonly number[];
  /** Every weakness that `identify` could have named. */
  readonly listed: ReadonlySet<string>;
  readonly study: Manifest['study'];
  readonly severityWeights?: Readonly<Record<Severity, number>> | undefined;
}

/**
 * A row for each model, mode, strategy and scope that has an attempt here, in the order of the study. `infer`: false where
 * the tasks are few by nature, as those of one weakness are, so that the figures describe and claim nothing.
 */
export function buildRows(prompts: readonly Prompt[], context: RowContext, infer: boolean): Row[] {
  return scopes(prompts).flatMap((part) => buildRowsOfScope(part, context, infer));
}

/** Prompts apart by what their verdicts speak of; a task without a verdict yet stays with those that tell all. */
function scopes(prompts: readonly Prompt[]): Prompt[][] {
  const ofTask = new Map<string, VerdictScope>();
  for (const { task, facts } of prompts) {
    const scope = facts.find((result) => result?.scope !== undefined)?.scope;
    if (scope !== undefined) ofTask.set(task, scope);
  }
  const scopeOf = ({ mode, task }: Prompt) => (mode === 'classify' ? undefined : ofTask.get(task)) ?? 'full';
  return verdictScopes
    .map((scope) => prompts.filter((prompt) => scopeOf(prompt) === scope))
    .filter((part) => part.length > 0);
}

function buildRowsOfScope(prompts: readonly Prompt[], context: RowContext, infer: boolean): Row[] {
  const groups = new Map<string, Prompt[]>();
  for (const prompt of prompts) {
    const name = rowName(prompt);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [prompt]);
    else group.push(prompt);
  }
  const planned = context.study.models.flatMap((model) =>
    context.study.strategies.map(({ mode, strategy }) => rowName({ model, mode, strategy })),
  );
  const order = [...new Set([...planned, ...groups.keys()])];
  return order.flatMap((name) => {
    const group = groups.get(name);
    return group === undefined ? [] : buildRow(group, context, infer);
  });
}

export function rowName({ model, mode, strategy }: { model: string; mode: Mode; strategy: string }): string {
  return JSON.stringify([model, mode, strategy]);
}

function buildRow(group: readonly Prompt[], context: RowContext, infer: boolean): Row[] {
  const [first] = group;
  if (first === undefined) return [];
  const { model, mode, strategy } = first;
  const open = group.reduce((sum, prompt) => sum + countOpen(prompt), 0);
  if (mode === 'classify') {
    const units = group.map((prompt) => unitOf(prompt, prompt.answers, context));
    const counts = countAnswers(units, context.listed);
    return [{ model, mode, strategy, counts, open, metrics: classifyMetrics(units, { infer }) }];
  }
  const units = group.map((prompt) => unitOf(prompt, prompt.facts, context));
  const { ks, severityWeights } = context;
  const judged = units.flatMap(countResults);
  const scope = judged.find(([facts]) => facts.scope !== undefined)?.[0].scope;
  const told = {
    ...(scope !== undefined && { scope }),
    ...(judged.some(([{ integrity }]) => integrity === 'in-process') && { inProcess: true as const }),
  };
  const metrics = codeMetrics(units, { mode, ks, scope, severityWeights, infer });
  return [{ model, mode, strategy, ...told, counts: countVerdicts(judged), open, metrics }];
}

/** The results of a prompt with what its task is. */
export function unitOf<Result>(
  { task, shown }: Prompt,
  results: readonly (Result | undefined)[],
  { facts }: Pick<RowContext, 'facts'>,
): Unit<Result> {
  const { family, cwe, severity } = facts(task);
  return { task, family, cwe, severity, shown, results };
}

/** By prompt, which nobody changes once it is measured: every task is in a row of its own, its weakness's and the headline's. */
const counted = new WeakMap<Prompt, number>();

function countOpen(prompt: Prompt): number {
  const before = counted.get(prompt);
  if (before !== undefined) return before;
  let open = 0;
  for (let sample = 0; sample < samplesOf(prompt); sample++) {
    const known = prompt.completions[sample] !== undefined || prompt.failures[sample] !== undefined;
    if (known && !hasResult(prompt, sample)) open += 1;
  }
  counted.set(prompt, open);
  return open;
}
