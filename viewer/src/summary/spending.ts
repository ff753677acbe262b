import type { Run } from '../data/run.ts';

/** What a model and strategy cost. A sum is undefined where nothing is known of it. */
export interface Spending {
  readonly model: string;
  readonly strategy: string;
  readonly attempts: number;
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  /** US dollars of those completions whose price is known, when they were made. */
  readonly costUsd: number | undefined;
  /** Completions without a price: the cost is more. */
  readonly unpriced: number;
  /** US dollars for each secure or right answer. */
  readonly costPerGood: number | undefined;
  /** Of an answer, milliseconds. */
  readonly medianLatencyMs: number | undefined;
  /** CPU milliseconds of judging a candidate. */
  readonly medianCpuMs: number | undefined;
}

export function spendings(run: Run): Spending[] {
  const { rows, row } = run.columns;
  const places = rows.map((): number[] => []);
  for (let place = 0; place < run.count; place++) places[row[place] ?? -1]?.push(place);
  return rows.map(({ model, mode, strategy }, index) => {
    const own = places[index] ?? [];
    const { columns } = run;
    const known = (column: readonly (number | null)[]): number[] => own.flatMap((place) => column[place] ?? []);
    const prices = known(columns.costUsd);
    const cost = sum(prices);
    const good = own.filter((place) => ['secure', 'pass', 'right'].includes(run.outcomeOf(place))).length;
    return {
      model,
      strategy: `${mode}/${strategy}`,
      attempts: own.length,
      inputTokens: sum(known(columns.inputTokens)),
      outputTokens: sum(known(columns.outputTokens)),
      costUsd: cost,
      unpriced: own.length - prices.length,
      costPerGood: cost === undefined || good === 0 ? undefined : cost / good,
      medianLatencyMs: median(known(columns.latencyMs)),
      medianCpuMs: median(known(columns.cpuMs)),
    };
  });
}

function sum(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((total, value) => total + value, 0);
}

export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
