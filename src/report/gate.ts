import { UserMistake } from '../core/errors.ts';
import { familiesForInterval } from '../metrics/families.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Gate } from './parse-gate.ts';
import type { CodeRow, ReportDocument } from './report-document.ts';

export interface GateLine {
  readonly passed: boolean;
  readonly model: string;
  readonly mode: string;
  readonly strategy: string;
  readonly metric: string;
  /** One line for a person. */
  readonly text: string;
}

export interface GateResult {
  readonly passed: boolean;
  readonly lines: readonly GateLine[];
}

/**
 * Holds every row whose answers are code against every gate, by the lower end of its interval for new tasks: a lucky
 * handful of tasks does not pass. Throws `UserMistake` where the run cannot tell: it is not finished, or has too few families.
 */
export function judgeGates(document: ReportDocument, gates: readonly Gate[]): GateResult {
  assertFinished(document, '--fail-under');
  const rows = document.overall.filter((row): row is CodeRow => row.mode !== 'classify');
  if (rows.length === 0) {
    throw new UserMistake('--fail-under has nothing to judge: the run has no code for a task of the headline');
  }
  const lines = gates.flatMap((gate) => rowsWith(rows, gate).map((row) => judgeRow(row, gate)));
  return { passed: lines.every(({ passed }) => passed), lines };
}

export function assertFinished({ totals, manifest }: ReportDocument, gate: string): void {
  if (totals.open === 0) return;
  const askable = totals.open > (totals.failedRequests['not-recorded'] ?? 0);
  throw new UserMistake(`${gate} cannot judge the run: ${totals.open} of its attempts have no verdict yet`, {
    hint: askable
      ? `finish it with: seceval resume ${manifest.id}`
      : 'the recording has no answer for them: record them, or begin a run of what it holds',
  });
}

/** Rows of another scope have another rate, and are no part of this question. Throws `UserMistake` where none has it. */
function rowsWith(rows: readonly CodeRow[], { metric }: Gate): readonly CodeRow[] {
  const having = rows.filter((row) => row.metrics[metric] !== undefined);
  if (having.length > 0) return having;
  if (rows.every(({ scope }) => scope === 'static')) {
    throw new UserMistake('--fail-under cannot judge a static-only run: analysers read the code and nothing was run');
  }
  const offered = rows.flatMap((row) =>
    Object.keys(row.metrics).filter((name) => /^(secure-|joint-)?pass@/.test(name)),
  );
  throw new UserMistake(`the report has no ${metric}`, { hint: `it has ${[...new Set(offered)].join(', ')}` });
}

function judgeRow(row: CodeRow, { metric: name, threshold }: Gate): GateLine {
  const metric = row.metrics[name];
  const place = `${row.model} ${row.mode}/${row.strategy}`;
  if (metric === undefined) throw new Error(`${place} has no ${name}`);
  const { families, lowerBound, value } = metric;
  if (families < familiesForInterval) {
    throw new UserMistake(
      `--fail-under cannot judge ${place}: ${families} task families, and below ${familiesForInterval} no interval says anything`,
      { hint: 'run more tasks (without --tasks, all of the suite), or read the counts instead' },
    );
  }
  if (value === undefined || lowerBound === null) {
    throw new UserMistake(`--fail-under cannot judge ${place}: ${name} has no value`, {
      hint: metric.reason ?? 'see the report',
    });
  }
  const passed = lowerBound >= threshold;
  const comparison = passed ? 'reaches' : 'is under';
  return {
    passed,
    model: row.model,
    mode: row.mode,
    strategy: row.strategy,
    metric: name,
    text: `${passed ? 'pass' : 'FAIL'}  ${place}: ${name} is ${describe(metric, value)}; the lower end of its interval, ${floor(lowerBound)}, ${comparison} ${threshold}`,
  };
}

function describe({ numerator, denominator, families }: Metric, value: number): string {
  const counts = numerator === undefined || denominator === undefined ? '' : ` (${numerator}/${denominator})`;
  return `${value.toFixed(2)}${counts} over ${families} families`;
}

/** Cut, not rounded: 0.5999 must not read as reaching 0.600. */
function floor(share: number): string {
  return (Math.floor(share * 1000) / 1000).toFixed(3);
}
